import type { KmsConfig, Names, PalisadeConfig, Partition } from "../config";
import { checkHearing } from "../derived/check-hearing";
import { checkNames } from "../derived/check-names";
import { checkRegions } from "../derived/check-regions";
import { ownReaders } from "../derived/own-readers";
import type { Faults } from "../yaml/faults";
import type { Draft } from "../yaml/shape";
import type { YamlPath } from "../yaml/yaml-source";
import { resolveNames } from "./names";
import { partitionOf } from "./regions";
import { resolveAccessLogs } from "./resolve-access-logs";
import { present, type Surroundings } from "./resolve-allow";
import { type ResolvedChannels, resolveChannels } from "./resolve-channels";
import { checkDetections, resolveSuppressions } from "./resolve-detections";
import { resolveDigest } from "./resolve-digest";
import { resolveEnrich } from "./resolve-enrich";
import { resolveHunting } from "./resolve-hunting";
import { type PlacedBucket, type ResolvedPerimeter, resolvePerimeter } from "./resolve-perimeter";
import { resolveServices } from "./resolve-services";
import { resolveTrust } from "./resolve-trust";
import type { PalisadeFile } from "./schema";

/** What a configuration is read with besides its text. */
export interface Circumstances {
  /** Folder of the configuration; files that it names are relative to it. */
  readonly folder: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * Fills in every default and checks what only several values together can tell. A draft with faults is resolved as far as it
 * goes, to find the rest of them; the result is undefined as soon as there is one.
 */
export function resolve(
  draft: Draft<PalisadeFile>,
  { folder, now }: Circumstances,
  faults: Faults,
): PalisadeConfig | undefined {
  // Stand-ins for what is missing: that it is missing has been reported.
  const { project = "", account = "", region = "" } = draft;
  const partition = draft.partition ?? (region === "" ? undefined : partitionOf(region));
  const around: Surroundings = { folder, region, partition, account: draft.account };
  const names = resolveNames(project, (draft.names ?? {}) as Partial<Names>);
  const readers = partition === undefined ? [] : ownReaders(draft, { names, partition, account });
  const perimeters = Object.entries(draft.perimeters ?? {}).flatMap(([name, perimeter]) =>
    perimeter ? [resolvePerimeter(name, perimeter, { ...around, readers }, faults)] : [],
  );
  const buckets = perimeters.flatMap((perimeter) => perimeter.buckets);
  const logs = {
    bucket: draft.logs?.bucket ?? `${project}-logs-${account}-${region}`,
    retentionDays: draft.logs?.retentionDays ?? 365,
  };
  const configBucket = `${project}-config-${account}-${region}`;
  const services = resolveServices(draft, { configBucket, buckets, logBucket: logs.bucket }, faults);
  checkRegions(draft, buckets, faults);
  checkBuckets(buckets, draft, logs.bucket, faults);
  checkRecipients(draft, faults);
  checkDetections(draft, faults);
  checkDecoys(draft, buckets, faults);
  const suppressions = resolveSuppressions(draft, now, faults);
  const trust = resolveTrust(draft, around, faults);
  const told = resolveChannels(draft, { partition, region, account }, faults);
  const digest = resolveDigest(draft, told.quietHours, now, faults);
  checkHearing(draft, faults);
  const enrich = resolveEnrich(draft, folder, faults);
  const hunting = resolveHunting(draft, { ...around, logs, buckets }, faults);
  const accessLogs = resolveAccessLogs(draft, { ...around, logs, buckets }, faults);
  checkNames(names, draft, faults);
  if (faults.any) return undefined;
  return assemble(draft as PalisadeFile, {
    perimeters,
    buckets,
    logs,
    names,
    services,
    suppressions,
    trust,
    enrich,
    told,
    digest,
    hunting,
    accessLogs,
    warnings: faults.warnings(),
  });
}

interface Parts {
  readonly perimeters: readonly ResolvedPerimeter[];
  readonly buckets: readonly PlacedBucket[];
  readonly logs: PalisadeConfig["logs"];
  readonly names: Names;
  readonly services: PalisadeConfig["services"];
  readonly suppressions: PalisadeConfig["suppressions"];
  readonly trust: PalisadeConfig["trust"];
  readonly enrich: PalisadeConfig["enrich"];
  readonly told: ResolvedChannels;
  readonly digest: PalisadeConfig["digest"] | undefined;
  readonly hunting: PalisadeConfig["hunting"] | undefined;
  readonly accessLogs: PalisadeConfig["accessLogs"] | undefined;
  readonly warnings: readonly string[];
}

function assemble(
  file: PalisadeFile,
  { perimeters, buckets, enrich, told, digest, hunting, accessLogs, ...parts }: Parts,
): PalisadeConfig {
  const { project, account, region, state, trail, alerts } = file;
  const elsewhere = new Set(buckets.map(({ bucket }) => bucket.region).filter((other) => other !== region));
  const partition = file.partition ?? partitionOf(region);
  return {
    project,
    account,
    partition,
    region,
    regions: [region, ...[...elsewhere].sort()],
    globalRegion: GLOBAL_REGIONS[partition],
    tags: file.tags ?? {},
    ...(state && {
      state: { bucket: state.bucket, region: state.region ?? region, prefix: state.prefix ?? project },
    }),
    perimeters: perimeters.map(({ config }) => config),
    trail: trail ? { kind: "existing", name: trail.existing } : { kind: "create" },
    ...parts,
    ...told,
    ...(digest && { digest }),
    ...(hunting && { hunting }),
    ...(accessLogs && { accessLogs }),
    alerts: {
      email: alerts?.email ?? [],
      sms: alerts?.sms ?? [],
      dedupMinutes: alerts?.dedupMinutes ?? 60,
      ...(alerts?.emailSeverity && { emailSeverity: alerts.emailSeverity }),
      ...(alerts?.smsSeverity && { smsSeverity: alerts.smsSeverity }),
      ...(alerts?.eventNames && { eventNames: alerts.eventNames }),
      ...(alerts?.runbooks && { runbooks: alerts.runbooks }),
    },
    ...(enrich && { enrich }),
    detections: file.detections ?? {},
    decoys: [...new Set(file.decoys ?? [])],
    logRetentionDays: file.logRetentionDays ?? 30,
    kms: kmsConfig(file.kms ?? "create"),
    debug: file.debug ?? false,
  };
}

function kmsConfig(kms: string): KmsConfig {
  return kms === "create" || kms === "aws-owned" ? { kind: kms } : { kind: "key", arn: kms };
}

const GLOBAL_REGIONS: Readonly<Record<Partition, string>> = {
  aws: "us-east-1",
  "aws-cn": "cn-north-1",
  "aws-us-gov": "us-gov-west-1",
};

/** A bucket has one policy, so it is in one perimeter, once; and never together with what records or deploys it. */
function checkBuckets(
  buckets: readonly PlacedBucket[],
  draft: Draft<PalisadeFile>,
  logBucket: string,
  faults: Faults,
): void {
  const first = new Map<string, YamlPath>();
  for (const { bucket, at } of buckets) {
    const before = first.get(bucket.name);
    if (before) {
      const other = String(before[1]);
      const what = other === at[1] ? "listed twice" : `in perimeter ${other} already`;
      faults.add(
        at,
        `${what}, got ${bucket.name}, expected each bucket once, fix: delete it here or in line ${faults.lineOf(before)}`,
      );
      continue;
    }
    first.set(bucket.name, at);
    const role = bucket.name === logBucket ? "log" : bucket.name === draft.state?.bucket ? "state" : undefined;
    if (!role) continue;
    const why =
      role === "log" ? "its own records would be recorded without end" : "Terraform could be locked out of it";
    faults.add(
      at,
      `the ${role} bucket, got ${bucket.name}, expected a bucket that holds your data, fix: leave it out, since ${why}`,
    );
  }
  if (draft.state?.bucket !== undefined && draft.state.bucket === logBucket) {
    faults.add(
      ["state", "bucket"],
      "the log bucket too, got {got}, expected a bucket of its own, fix: choose another name, since log files expire",
    );
  }
}

function checkRecipients({ alerts }: Draft<PalisadeFile>, faults: Faults): void {
  for (const kind of ["email", "sms"] as const) {
    const seen = new Set<string>();
    for (const [index, recipient] of (alerts?.[kind] ?? []).entries()) {
      if (recipient === undefined) continue;
      if (seen.has(recipient)) {
        faults.add(["alerts", kind, index], "listed twice, got {got}, expected each once, fix: delete one");
      }
      seen.add(recipient);
    }
  }
}

/** A decoy whose requests nobody records never alerts, and whoever relies on it does not know. */
function checkDecoys({ decoys, trail }: Draft<PalisadeFile>, buckets: readonly PlacedBucket[], faults: Faults): void {
  const recorded = new Set(buckets.map(({ bucket }) => bucket.name));
  for (const { value, index } of present(decoys ?? [])) {
    const [bucket = ""] = value.split("/", 1);
    if (trail !== undefined || recorded.has(bucket) || faults.under(["perimeters"])) continue;
    const text = `in a bucket without a perimeter, got {got}, expected a bucket whose requests are recorded, fix: add ${bucket} to a perimeter; mode: observe changes nothing on it`;
    faults.add(["decoys", index], text);
  }
}
