import { DescribeTrailsCommand } from "@aws-sdk/client-cloudtrail";
import { GetBucketLocationCommand, GetBucketPolicyCommand, ListBucketsCommand } from "@aws-sdk/client-s3";
import { type Answer, found } from "@palisade/aws/answer";
import type { Aws } from "@palisade/aws/aws";
import { identify } from "@palisade/aws/caller";
import type { PalisadeConfig } from "../../config/config";
import { parsePolicy } from "../../config/yaml/policy-file";
import { trail as trailCheck } from "../doctor/probes/trail";
import { counted } from "../lib/counted";
import type { DraftTrail } from "./draft";

/** A bucket, as the account itself lists it. */
export interface LiveBucket {
  readonly name: string;
  readonly region: string | undefined;
}

/** All buckets of the credentials' account. */
export async function listBuckets(aws: Aws, region: string): Promise<Answer<readonly LiveBucket[]>> {
  const buckets: LiveBucket[] = [];
  let token: string | undefined;
  do {
    // Only answers in pages name the buckets' regions.
    const answer = await aws.ask("s3", region, new ListBucketsCommand({ MaxBuckets: 1000, ContinuationToken: token }));
    if (answer.kind !== "found") return answer;
    for (const { Name, BucketRegion } of answer.value.Buckets ?? []) {
      if (Name !== undefined) buckets.push({ name: Name, region: BucketRegion });
    }
    token = answer.value.ContinuationToken;
  } while (token !== undefined);
  return found(buckets);
}

export async function regionOf(bucket: string, aws: Aws, region: string): Promise<string | undefined> {
  const answer = await aws.ask("s3", region, new GetBucketLocationCommand({ Bucket: bucket }));
  if (answer.kind !== "found") return undefined;
  const constraint: string = answer.value.LocationConstraint ?? "";
  // How S3 spells the two oldest.
  if (constraint === "") return "us-east-1";
  return constraint === "EU" ? "eu-west-1" : constraint;
}

/** A bucket's policy as it is. */
export type LivePolicy =
  | { readonly kind: "found"; readonly text: string; readonly statements: number }
  | { readonly kind: "none" }
  | { readonly kind: "unknown"; readonly why: string };

export async function policyOf(bucket: string, aws: Aws, region: string): Promise<LivePolicy> {
  const answer = await aws.ask("s3", region, new GetBucketPolicyCommand({ Bucket: bucket }));
  if (answer.kind === "missing" && answer.error === "NoSuchBucketPolicy") return { kind: "none" };
  if (answer.kind === "missing") return { kind: "unknown", why: answer.error };
  if (answer.kind === "unknown") return answer;
  const text = answer.value.Policy ?? "";
  const { statements, faults } = parsePolicy(text);
  const [fault] = faults;
  if (fault !== undefined) return { kind: "unknown", why: `its policy cannot be kept as it is: ${fault.text}` };
  return { kind: "found", text, statements: statements.length };
}

/** The first other trail of the account that records all that the configuration needs, as doctor looks at it; else one is created. */
export async function coveringTrail(aws: Aws, config: PalisadeConfig, now: number): Promise<DraftTrail> {
  const answer = await aws.ask("cloudtrail", config.region, new DescribeTrailsCommand({ includeShadowTrails: true }));
  if (answer.kind !== "found") {
    return {
      kind: "create",
      why: answer.kind === "unknown" ? `which trails exist is not known, ${answer.why}` : "none exists",
    };
  }
  // What Palisade created stays its own.
  const isOwn = (name: string) => name === config.names.trail || name.startsWith(`${config.names.trail}-`);
  const names = (answer.value.trailList ?? []).flatMap(({ Name }) => (Name === undefined || isOwn(Name) ? [] : [Name]));
  for (const name of names) {
    const lines = await trailCheck.look({
      config: { ...config, trail: { kind: "existing", name } },
      aws,
      caller: () => identify(aws, config.region),
      now,
    });
    if (lines.every(({ status }) => status === "pass")) {
      return { kind: "existing", name, why: "This trail records all that Palisade needs." };
    }
  }
  if (names.length === 0) return { kind: "create", why: "none exists" };
  return { kind: "create", why: `none of ${counted(names.length, "trail")} records all that is needed` };
}
