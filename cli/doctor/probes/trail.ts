import {
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
  type GetTrailStatusCommandOutput,
  type Trail,
} from "@aws-sdk/client-cloudtrail";
import { bucketArn } from "@palisade/engine/arn";
import { objectCallsAnywhere } from "@palisade/engine/detections/engine/object-calls-anywhere";
import { enabledDetections } from "@palisade/engine/detections/registry";
import type { PalisadeConfig } from "../../../config/config";
import { detectorSettings } from "../../../config/derived/detector-settings";
import { ago } from "../ago";
import { DEPLOY_PERIMETER } from "../deploy-commands";
import { chainRegions, expectedRules } from "../expected-rules";
import {
  DOES_NOT_EXIST,
  fail,
  failIf,
  type Line,
  type Probe,
  type Surroundings,
  unknown,
  withoutValue,
} from "../probe";
import {
  type Coverage,
  callsNotLogged,
  isNetworkLogged,
  managementCoverage,
  objectCoverage,
  type Selectors,
} from "../trail-coverage";

/** CloudTrail logs what the rules listen to, and delivers it. */
export const trail: Probe = {
  id: "trail",
  title: "the trail logs every protected bucket",
  needs: ["identity"],
  look: async (surroundings) => {
    const { config, aws } = surroundings;
    const name = trailName(config);
    const subject = `trail ${name}`;
    const answer = await aws.ask("cloudtrail", config.region, new DescribeTrailsCommand({ includeShadowTrails: true }));
    if (answer.kind !== "found") return [withoutValue(answer, subject, fixOf(config))];
    const trails = (answer.value.trailList ?? []).filter((one) => isOurs(one, config));
    if (trails.length === 0) return [fail(subject, DOES_NOT_EXIST, fixOf(config))];
    const looked = await Promise.all(trails.map((one) => lookAtTrail(one, surroundings)));
    return [...looked.flatMap(({ lines }) => lines), ...coverageLines(looked, surroundings)];
  },
};

interface LookedAt {
  readonly lines: readonly Line[];
  readonly selectors: Selectors | undefined;
}

function trailName({ trail: wanted, names }: PalisadeConfig): string {
  return wanted.kind === "existing" ? wanted.name : names.trail;
}

/** An existing trail may be named by its ARN; those that Palisade makes go on with `-2`, `-3` where one cannot name all buckets. */
function isOurs({ Name = "", TrailARN }: Trail, config: PalisadeConfig): boolean {
  const name = trailName(config);
  if (config.trail.kind === "existing") return Name === name || TrailARN === name;
  return Name === name || (Name.startsWith(`${name}-`) && /^\d$/.test(Name.slice(name.length + 1)));
}

function fixOf({ trail: { kind } }: PalisadeConfig): string {
  return kind === "create" ? DEPLOY_PERIMETER : "correct trail.existing in palisade.yaml";
}

async function lookAtTrail(one: Trail, { config, aws, now }: Surroundings): Promise<LookedAt> {
  const { Name: name = "", TrailARN = name, HomeRegion: region = config.region } = one;
  const subject = `trail ${name}`;
  const [status, selectors] = await Promise.all([
    aws.ask("cloudtrail", region, new GetTrailStatusCommand({ Name: TrailARN })),
    aws.ask("cloudtrail", region, new GetEventSelectorsCommand({ TrailName: TrailARN })),
  ]);
  const lines = [
    regionLine(one, config),
    ...(status.kind === "found" ? statusLines(one, status.value, now) : [withoutValue(status, subject, fixOf(config))]),
    ...(selectors.kind === "found" ? [] : [withoutValue(selectors, `${subject}, event selectors`, fixOf(config))]),
  ];
  return { lines, selectors: selectors.kind === "found" ? selectors.value : undefined };
}

function regionLine({ Name = "", IsMultiRegionTrail, HomeRegion = "" }: Trail, config: PalisadeConfig): Line {
  const missed = IsMultiRegionTrail ? [] : chainRegions(config).filter((region) => region !== HomeRegion);
  return failIf(
    missed.length === 0 ? undefined : `logs region ${HomeRegion} only, so nothing of ${missed.join(", ")}`,
    `trail ${Name}, regions`,
    IsMultiRegionTrail ? "logs all regions" : `logs region ${HomeRegion}`,
    config.trail.kind === "create"
      ? DEPLOY_PERIMETER
      : `aws cloudtrail update-trail --name ${Name} --is-multi-region-trail --region ${HomeRegion}`,
  );
}

function statusLines(
  { Name = "", HomeRegion = "", S3BucketName = "" }: Trail,
  status: GetTrailStatusCommandOutput,
  now: number,
): readonly Line[] {
  const { IsLogging, LatestDeliveryTime, LatestDeliveryError, LatestDigestDeliveryError, StopLoggingTime } = status;
  const subject = `trail ${Name}`;
  const error = LatestDeliveryError || LatestDigestDeliveryError;
  return [
    failIf(
      IsLogging
        ? undefined
        : `does not log${StopLoggingTime ? `, stopped ${ago(StopLoggingTime.getTime(), now)}` : ""}`,
      subject,
      `logs${LatestDeliveryTime ? `, last delivery ${ago(LatestDeliveryTime.getTime(), now)}` : ", nothing delivered yet"}`,
      `aws cloudtrail start-logging --name ${Name} --region ${HomeRegion}`,
    ),
    failIf(
      error ? `CloudTrail cannot write to bucket ${S3BucketName}: ${error}` : undefined,
      `${subject}, delivery`,
      "no delivery error",
      `look at the policy and key of bucket ${S3BucketName}, or ${DEPLOY_PERIMETER}`,
    ),
  ];
}

function coverageLines(looked: readonly LookedAt[], { config }: Surroundings): readonly Line[] {
  const isPartial = looked.some(({ selectors }) => selectors === undefined);
  const selectors = looked.flatMap((one) => one.selectors ?? []);
  const fix =
    config.trail.kind === "create" ? DEPLOY_PERIMETER : "give it the selectors of output existing-trail-must-select";
  const line: ToLine = (subject, missing, why) =>
    missing !== undefined && isPartial
      ? unknown(subject, { why: `${missing}, as far as the selectors could be read` })
      : failIf(missing, subject, why, fix);
  const { partition, perimeters } = config;
  const objects = perimeters
    .flatMap(({ buckets }) => buckets)
    .map(({ name }) => {
      const missing = whatIsMissing(objectCoverage(selectors, bucketArn({ bucket: name, partition })));
      return line(`object events of ${name}`, missing, "reads and writes are logged");
    });
  const management = managementCoverage(selectors);
  // Calls that only read are no loss where no rule listens to them.
  const needed = hearsReads(config) ? management : { ...management, reads: "all" as const };
  return [
    line("management events", whatIsMissing(needed), "are logged"),
    ...objects,
    ...callLines(selectors, config, line),
    ...(needsNetworkLog(config)
      ? [
          line(
            "network activity",
            isNetworkLogged(selectors) ? undefined : "requests through VPC endpoints are not logged",
            "is logged",
          ),
        ]
      : []),
  ];
}

type ToLine = (subject: string, missing: string | undefined, why: string) => Line;

/** Calls that detections need from every bucket, as copies out of a protected one are logged where they arrive. */
function callLines(selectors: readonly Selectors[], config: PalisadeConfig, line: ToLine): readonly Line[] {
  const calls = objectCallsAnywhere(detectorSettings(config));
  if (calls.length === 0) return [];
  const missing = callsNotLogged(selectors, calls);
  const problem = missing.length === 0 ? undefined : `${missing.join(", ")} of other buckets are not logged`;
  return [line(`${calls.join(", ")} of all buckets`, problem, "are logged")];
}

function whatIsMissing({ reads, writes }: Coverage): string | undefined {
  const parts = Object.entries({ reads, writes }).flatMap(([what, extent]) => {
    if (extent === "all") return [];
    return [`${what} are logged ${extent === "none" ? "not at all" : "in part only"}`];
  });
  return parts.length === 0 ? undefined : parts.join(", ");
}

function hearsReads(config: PalisadeConfig): boolean {
  return expectedRules(config).some((rule) => rule.hearsManagementReads);
}

function needsNetworkLog(config: PalisadeConfig): boolean {
  return enabledDetections(detectorSettings(config)).some(({ log }) => log === "CloudTrail network activity events");
}
