import type { HuntingConfig, PalisadeConfig } from "../config";
import { isOfPartition } from "../derived/check-regions";
import type { Faults } from "../yaml/faults";
import type { Draft } from "../yaml/shape";
import type { YamlPath } from "../yaml/yaml-source";
import { regionsOf } from "./regions";
import { present, type Surroundings } from "./resolve-allow";
import type { PlacedBucket } from "./resolve-perimeter";
import type { PalisadeFile } from "./schema";

interface Around extends Surroundings {
  readonly logs: PalisadeConfig["logs"];
  readonly buckets: readonly PlacedBucket[];
}

type HuntingDraft = Exclude<NonNullable<Draft<PalisadeFile>["hunting"]>, boolean>;

/** At five dollars a terabyte about one dollar, which nobody has to ask for. */
const DEFAULT_LIMIT_GB = 200;

const GB = 1024 ** 3;

/** Log files are deleted a day or two after their time is over. */
const SLACK_DAYS = 2;

/** Without a day nobody knows since when somebody else's trail has been there. */
const LONGEST = "NOW-10YEARS,NOW";

/** Fills in what Athena searches and where it keeps results; undefined where the configuration asks for none. */
export function resolveHunting(draft: Draft<PalisadeFile>, around: Around, faults: Faults): HuntingConfig | undefined {
  if (draft.hunting === undefined || draft.hunting === false) return undefined;
  const hunting: HuntingDraft = draft.hunting === true ? {} : draft.hunting;
  const { project = "", account = "", region = "" } = draft;
  const resultsBucket = hunting.bucket ?? `${project}-hunting-${account}-${region}`;
  const trailLogs = trailLogsOf(hunting, draft, around, faults);
  checkResultsBucket(resultsBucket, trailLogs.bucket, draft, around, faults);
  checkTrailLogBucket(trailLogs.bucket, around, faults);
  return {
    resultsBucket,
    resultsRetentionDays: hunting.retentionDays ?? 30,
    bytesPerQuery: (hunting.limitGb ?? DEFAULT_LIMIT_GB) * GB,
    trailLogs,
    accounts: [...new Set([account, ...present(hunting.accounts ?? []).map(({ value }) => value)])],
    regions: resolveRegions(hunting, around),
    days: resolveDays(hunting, draft, around, faults),
  };
}

function trailLogsOf(
  { trailLogs, trailKey }: HuntingDraft,
  { trail }: Draft<PalisadeFile>,
  { logs, region, partition }: Around,
  faults: Faults,
): HuntingConfig["trailLogs"] {
  if (trail === undefined) {
    for (const [key, value] of Object.entries({ trailLogs, trailKey })) {
      if (value === undefined) continue;
      const text = `known already, got {got}, expected it with trail.existing only, fix: delete it, since Palisade's trail writes to ${logs.bucket}`;
      faults.add(["hunting", key], text);
    }
    return { bucket: logs.bucket, prefix: "AWSLogs/" };
  }
  if (trailLogs === undefined) {
    if (!faults.under(["hunting", "trailLogs"])) {
      const text = `no trailLogs in it, got {got}, expected where trail ${trail.existing ?? ""} writes, fix: add trailLogs: s3://BUCKET/AWSLogs, of an organisation's trail with its id: s3://BUCKET/AWSLogs/o-a1b2c3d4e5`;
      faults.add(["hunting"], text);
    }
    return { bucket: "", prefix: "" };
  }
  const at = ["hunting", "trailKey"];
  if (trailKey !== undefined && isOfPartition(trailKey, at, partition, faults) && trailKey.split(":")[3] !== region) {
    const text = `a key of another region, got {got}, expected one of ${region}, where Athena reads, fix: name a key of the home region`;
    faults.add(at, text);
  }
  const [bucket = "", ...parts] = trailLogs.slice("s3://".length).replace(/\/$/, "").split("/");
  if (parts.length === 0) {
    const text = `a bucket alone, got {got}, expected all that comes before the account's id, fix: ${trailLogs.replace(/\/$/, "")}/AWSLogs`;
    faults.add(["hunting", "trailLogs"], text);
  }
  return { bucket, prefix: `${parts.join("/")}/`, ...(trailKey !== undefined && { keyArn: trailKey }) };
}

/** Results are deleted by age, and are written while logs are read: neither may happen to another bucket. */
function checkResultsBucket(
  name: string,
  trailLogBucket: string,
  { state, hunting, services }: Draft<PalisadeFile>,
  { buckets, logs }: Around,
  faults: Faults,
): void {
  const configBucket = typeof services?.config === "object" ? services.config.bucket : undefined;
  const roles: Readonly<Record<string, string | undefined>> = {
    log: logs.bucket,
    "trail's": trailLogBucket,
    state: state?.bucket,
    "AWS Config": configBucket,
  };
  const at: YamlPath =
    typeof hunting === "object" && hunting.bucket !== undefined ? ["hunting", "bucket"] : ["hunting"];
  const role = Object.keys(roles).find((key) => roles[key] === name);
  if (role !== undefined) {
    faults.add(
      at,
      `keeps results in ${name}, which is the ${role} bucket, got {got}, expected a bucket of its own, fix: choose another name`,
    );
  }
  const inside = buckets.find(({ bucket }) => bucket.name === name);
  if (inside === undefined) return;
  faults.add(
    inside.at,
    `the bucket of Athena's results, got ${name}, expected a bucket that holds your data, fix: leave it out, since Palisade creates it`,
  );
}

/** Palisade's own log bucket is refused where buckets are checked. */
function checkTrailLogBucket(name: string, { buckets, logs }: Around, faults: Faults): void {
  const inside = buckets.find(({ bucket }) => bucket.name === name);
  if (inside === undefined || name === logs.bucket) return;
  const text = `the trail's log bucket, got ${name}, expected a bucket that holds your data, fix: leave it out, since its own records would be recorded without end`;
  faults.add(inside.at, text);
}

function resolveRegions({ regions }: HuntingDraft, { partition }: Around): readonly string[] {
  if (regions === undefined) return partition === undefined ? [] : regionsOf(partition);
  return [...new Set(present(regions).map(({ value }) => value))];
}

function resolveDays(
  { since }: HuntingDraft,
  { trail }: Draft<PalisadeFile>,
  { logs }: Around,
  faults: Faults,
): string {
  if (since === undefined) {
    return trail === undefined ? `NOW-${logs.retentionDays + SLACK_DAYS}DAYS,NOW` : LONGEST;
  }
  const time = Date.parse(`${since}T00:00:00Z`);
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== since) {
    faults.add(
      ["hunting", "since"],
      "no day of the calendar, got {got}, expected a day such as 2026-01-31, fix: correct it",
    );
  }
  return `${since.replaceAll("-", "/")},NOW`;
}
