import { bucketName, bucketNameProblem } from "../fields/bucket-name";
import { keyed, list, text, wholeNumber } from "../fields/schema-builders";
import type { Faults } from "../yaml/faults";
import { present } from "../yaml/present";
import type { YamlPath } from "../yaml/yaml-source";
import type { LogsConfig } from "./logs";
import type { PerimetersDraft, PlacedBucket } from "./perimeters";
import { type DraftOf, defineSection, type SectionContext } from "./section";
import type { ServicesDraft } from "./services";
import type { StateDraft } from "./state";

const keys = {
  accessLogs: keyed({
    bucket: text(/^[a-z0-9{}.-]{3,80}$/, {
      what: "not a bucket name",
      expected: "a name such as example-s3-logs-{region}",
      fix: "write {region} where the region's name shall stand",
    })
      .optional()
      .describe(
        "Buckets that Palisade makes for access logs, one in each region of such a perimeter; {region} stands for the region. Default: <project>-s3-logs-<account>-{region}.",
      ),
    retentionDays: wholeNumber(1, 36_500).optional().describe("Days to keep access logs. Default: 365."),
    monitor: list(bucketName, "buckets")
      .optional()
      .describe(
        "Buckets whose access logs are held against the allowlist of their perimeter. Default: all that are logged.",
      ),
  })
    .optional()
    .describe("Where the server access logs of perimeters with accessLogs: true go."),
};

type AccessLogsDraft = DraftOf<typeof keys>;
type FileDraft = AccessLogsDraft & PerimetersDraft & StateDraft & ServicesDraft;

export interface AccessLogsConfig {
  /** After how many days the logs are deleted in buckets that Palisade makes. */
  readonly retentionDays: number;
  /** Buckets whose logs are held against the allowlist; empty means all. */
  readonly monitor: readonly string[];
  /** At least one; no two have the same name. */
  readonly logBuckets: readonly AccessLogBucket[];
}

/** A bucket that holds server access logs. S3 demands that it is in the region of the buckets that log into it. */
export interface AccessLogBucket {
  /** Never inside a perimeter. */
  readonly name: string;
  readonly region: string;
  /** True where Palisade makes it and has the perimeter's buckets log into it; false where they do so already. */
  readonly create: boolean;
  /** Beginnings of the logs' keys; an empty one means every object. */
  readonly prefixes: readonly string[];
  /** Whether Palisade writes its notifications, of which a bucket has one setting. */
  readonly notifies: boolean;
  /** Names of the protected buckets that log into it. */
  readonly sources: readonly string[];
}

export interface AccessLogsPart {
  /** Server access logs that are read; absent where no perimeter has them on. */
  readonly accessLogs?: AccessLogsConfig;
}

export const accessLogsSection = defineSection({
  keys,
  example: `
accessLogs: # of perimeters with accessLogs: true; one bucket in each of their regions
  bucket: palisade-s3-logs-111122223333-{region}
  retentionDays: 365
  monitor: [example-data] # checked against the allowlist; default: every bucket that is logged
`,
  affects: "the perimeter, alerting and hunting stacks, and the function that reads access logs",
  guide: "guides/access-logs.md",
});

interface Around extends SectionContext {
  readonly logs: LogsConfig;
  readonly buckets: readonly PlacedBucket[];
}

type Existing = Exclude<
  NonNullable<NonNullable<NonNullable<PerimetersDraft["perimeters"]>[string]>["accessLogs"]>,
  boolean
>;

/** A log bucket with the place in the file that asked for it. */
interface PlacedLogBucket {
  readonly logBucket: AccessLogBucket;
  readonly at: YamlPath;
}

const DEFAULT_RETENTION_DAYS = 365;

/** Which buckets hold the server access logs, and which are made for them; undefined where no perimeter has them on. */
export function resolveAccessLogs(draft: FileDraft, around: Around, faults: Faults): AccessLogsPart {
  const placed = [...ownLogBuckets(draft, around), ...existingLogBuckets(draft, around, faults)];
  if (placed.length === 0) {
    if (draft.accessLogs !== undefined && !faults.under(["perimeters"])) {
      const text =
        "no perimeter has access logs on, got {got}, expected one that has, fix: write accessLogs: true in a perimeter, or delete this key";
      faults.add(["accessLogs"], text);
    }
    return {};
  }
  for (const one of placed) checkLogBucket(one, draft, around, faults);
  checkNamesApart(placed, faults);
  checkMonitored(draft, placed, faults);
  return {
    accessLogs: {
      retentionDays: draft.accessLogs?.retentionDays ?? DEFAULT_RETENTION_DAYS,
      monitor: present(draft.accessLogs?.monitor ?? []).map(({ value }) => value),
      logBuckets: merge(placed.map(({ logBucket }) => logBucket)).toSorted(homeFirst(around.region)),
    },
  };
}

/** One in each region with a bucket that is to be logged: S3 logs into a bucket of the same region only. */
function ownLogBuckets(
  draft: FileDraft,
  { buckets, project, account = "", region: home }: Around,
): readonly PlacedLogBucket[] {
  const template = draft.accessLogs?.bucket ?? `${project}-s3-logs-${account}-{region}`;
  const logged = buckets.filter(({ at }) => draft.perimeters?.[String(at[1])]?.accessLogs === true);
  const regions = [...new Set(logged.map(({ bucket }) => bucket.region))];
  const at: YamlPath = draft.accessLogs?.bucket === undefined ? (logged[0]?.at ?? []) : ["accessLogs", "bucket"];
  return regions.map((region) => ({
    at,
    logBucket: {
      name: template.replaceAll("{region}", region === "" ? home : region),
      region,
      create: true,
      prefixes: [""],
      notifies: true,
      sources: logged.filter(({ bucket }) => bucket.region === region).map(({ bucket }) => bucket.name),
    },
  }));
}

function existingLogBuckets(draft: FileDraft, { buckets }: Around, faults: Faults): readonly PlacedLogBucket[] {
  return Object.entries(draft.perimeters ?? {}).flatMap(([perimeter, keys]) => {
    const accessLogs = keys?.accessLogs;
    if (typeof accessLogs !== "object") return [];
    const at = ["perimeters", perimeter, "accessLogs", "existing"];
    const logged = buckets.filter((one) => one.at[1] === perimeter).map(({ bucket }) => bucket);
    const regions = [...new Set(logged.map(({ region }) => region))];
    if (regions.length > 1) {
      const text = `one log bucket for the buckets of ${regions.length} regions, got {got}, expected one a region, since S3 logs into a bucket of the same region only, fix: make a perimeter for each region`;
      faults.add(at, text);
    }
    const [region] = regions;
    const logBucket = logBucketOf(accessLogs, region, logged);
    return logBucket === undefined ? [] : [{ at, logBucket }];
  });
}

function logBucketOf(
  { existing, prefix, replaceNotifications }: Existing,
  region: string | undefined,
  logged: readonly PlacedBucket["bucket"][],
): AccessLogBucket | undefined {
  if (existing === undefined || region === undefined) return undefined;
  return {
    name: existing,
    region,
    create: false,
    prefixes: [prefix ?? ""],
    notifies: replaceNotifications ?? false,
    sources: logged.map(({ name }) => name),
  };
}

/** A log bucket that is logged itself fills itself; and what is made and emptied here must be nothing else's. */
function checkLogBucket(
  { logBucket: { name, create }, at }: PlacedLogBucket,
  { state, services }: FileDraft,
  { buckets, logs }: Around,
  faults: Faults,
): void {
  const problem = create ? bucketNameProblem(name) : undefined;
  // A name made of what is wrong already says nothing new.
  const isMadeOfFaults = at[0] !== "accessLogs" && ["project", "account", "region"].some((key) => faults.under([key]));
  if (problem !== undefined && !isMadeOfFaults) {
    faults.add(at, `${problem}, got ${name}, expected a name that S3 takes, fix: choose a shorter accessLogs.bucket`);
  }
  const inside = buckets.find(({ bucket }) => bucket.name === name);
  if (inside !== undefined) {
    const text = `the bucket of access logs, got ${name}, expected a bucket that holds your data, fix: leave it out, since every log in it would be logged again without end`;
    faults.add(inside.at, text);
  }
  const configBucket = typeof services?.config === "object" ? services.config.bucket : undefined;
  const roles = { "the trail's log": logs.bucket, state: state?.bucket, "AWS Config": configBucket };
  const role = Object.entries(roles).find(([, bucket]) => bucket === name)?.[0];
  if (role === undefined) return;
  const why = "S3 cannot write logs under a key of yours, and logs are deleted by age";
  faults.add(
    at,
    `access logs in ${name}, which is the ${role} bucket, got {got}, expected a bucket of its own, fix: choose another, since ${why}`,
  );
}

/** Two regions' buckets of one name, or one bucket made here and there already. */
function checkNamesApart(placed: readonly PlacedLogBucket[], faults: Faults): void {
  const first = new Map<string, AccessLogBucket>();
  for (const { logBucket, at } of placed) {
    const before = first.get(logBucket.name);
    first.set(logBucket.name, before ?? logBucket);
    if (before === undefined || (before.region === logBucket.region && before.create === logBucket.create)) continue;
    const text =
      before.region === logBucket.region
        ? `made by Palisade and existing at once, got ${logBucket.name}, expected one of both, fix: write accessLogs: true, or existing, in both perimeters`
        : `one log bucket for the regions ${before.region} and ${logBucket.region}, got ${logBucket.name}, expected one a region, since S3 logs into a bucket of the same region only, fix: write {region} into accessLogs.bucket`;
    faults.add(at, text);
  }
}

/** A bucket without access logs is never monitored, and the person who relies on it would not know. */
function checkMonitored({ accessLogs }: AccessLogsDraft, placed: readonly PlacedLogBucket[], faults: Faults): void {
  const logged = new Set(placed.flatMap(({ logBucket }) => logBucket.sources));
  for (const { value, index } of present(accessLogs?.monitor ?? [])) {
    if (logged.has(value)) continue;
    const text = `not in a perimeter with access logs, got {got}, expected a bucket that is logged, fix: write accessLogs: true in its perimeter`;
    faults.add(["accessLogs", "monitor", index], text);
  }
}

/** Several perimeters may log into one existing bucket, under prefixes of their own. */
function merge(all: readonly AccessLogBucket[]): readonly AccessLogBucket[] {
  const byName = new Map<string, AccessLogBucket>();
  for (const one of all) {
    const before = byName.get(one.name);
    byName.set(one.name, {
      ...one,
      prefixes: shortest([...(before?.prefixes ?? []), ...one.prefixes]),
      notifies: one.notifies || before?.notifies === true,
      sources: [...(before?.sources ?? []), ...one.sources],
    });
  }
  return [...byName.values()];
}

/** Without those that another one begins. */
function shortest(prefixes: readonly string[]): readonly string[] {
  const distinct = [...new Set(prefixes)];
  return distinct.filter((one) => !distinct.some((other) => other !== one && one.startsWith(other)));
}

function homeFirst(home: string) {
  const rank = ({ region, name }: AccessLogBucket) => `${region === home ? "0" : "1"} ${region} ${name}`;
  return (a: AccessLogBucket, b: AccessLogBucket) => (rank(a) < rank(b) ? -1 : 1);
}
