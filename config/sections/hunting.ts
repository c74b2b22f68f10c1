import * as z from "zod";
import { accountId } from "../fields/account-id";
import { bucketName } from "../fields/bucket-name";
import { isOfPartition } from "../fields/partition";
import { region } from "../fields/region";
import { regionsOf } from "../fields/regions";
import { keyed, list, say, text, wholeNumber } from "../fields/schema-builders";
import type { Faults } from "../yaml/faults";
import { present } from "../yaml/present";
import type { YamlPath } from "../yaml/yaml-source";
import type { LogsConfig } from "./logs";
import type { PlacedBucket } from "./perimeters";
import { type DraftOf, defineSection, type SectionContext } from "./section";
import type { ServicesDraft } from "./services";
import type { StateDraft } from "./state";
import type { TrailDraft } from "./trail";

const hunting = z.union(
  [
    z.boolean(),
    keyed({
      bucket: bucketName
        .optional()
        .describe("Bucket of the queries' results. Default: <project>-hunting-<account>-<region>."),
      retentionDays: wholeNumber(1, 36_500).optional().describe("Days to keep results. Default: 30."),
      limitGb: wholeNumber(1, 1_000_000)
        .optional()
        .describe("Gigabytes that one query may read before Athena stops it. Default: 200, about a dollar."),
      trailLogs: text(/^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?:\/[\w.!*'()-]+)*\/?$/, {
        what: "not a place in S3",
        expected: "what comes before the account's id, such as s3://organisation-trail-logs/AWSLogs/o-a1b2c3d4e5",
        fix: "copy it from the log files' location in the CloudTrail console",
      })
        .optional()
        .describe("Where an existing trail writes, up to the account's id. Needed with trail.existing."),
      trailKey: text(/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/, {
        what: "not the ARN of a key",
        expected: "an ARN such as arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        fix: "copy it from the trail's page in the CloudTrail console",
      })
        .optional()
        .describe("Key with which an existing trail encrypts; people who hunt may then decrypt with it."),
      accounts: list(accountId, "account ids")
        .optional()
        .describe("Accounts besides your own whose records lie there too, 12 digits in quotes."),
      regions: list(region, "regions")
        .min(1, { error: say({ what: "no region in it", expected: "at least one", fix: "leave regions out" }) })
        .optional()
        .describe("Regions whose records are searched. Default: every region of the partition."),
      since: text(/^\d{4}-\d{2}-\d{2}$/, {
        what: "not a day",
        expected: "a day such as 2026-01-31",
        fix: "write year, month and day with hyphens",
      })
        .optional()
        .describe("First day of the records. Default: as long as Palisade keeps them, or ten years."),
    }),
  ],
  {
    error: say({
      what: "not a switch",
      expected: "true, false or keys such as {limitGb: 50}",
      fix: "write true or false without quotes",
    }),
  },
);

const keys = {
  hunting: hunting
    .optional()
    .describe("Athena tables, queries and a workgroup over the logs; docs/guides/hunting.md. Default: false, none."),
};

export type HuntingFileDraft = DraftOf<typeof keys>;
type FileDraft = HuntingFileDraft & TrailDraft & StateDraft & ServicesDraft;

export interface HuntingConfig {
  /** Bucket of the queries' results; never inside a perimeter. */
  readonly resultsBucket: string;
  /** After how many days results are deleted. */
  readonly resultsRetentionDays: number;
  /** Bytes that one query may read. */
  readonly bytesPerQuery: number;
  /** Where the trail writes. */
  readonly trailLogs: {
    readonly bucket: string;
    /** What comes before the account's id, as in `AWSLogs/` or `AWSLogs/o-a1b2c3d4e5/`. */
    readonly prefix: string;
    /** The key of an existing trail. */
    readonly keyArn?: string;
  };
  /** Whose records lie there; the own account first. */
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  /** First and last day of the records, as Athena's partition projection takes them: `2026/01/31,NOW`. */
  readonly days: string;
}

export interface HuntingPart {
  /** What Athena searches; absent means that nothing of it is created. */
  readonly hunting?: HuntingConfig;
}

export const huntingSection = defineSection({
  keys,
  example: `
hunting: # Athena over the logs, see guides/hunting.md; true for the defaults; without it nothing of it is created
  bucket: palisade-hunting-111122223333-eu-central-1 # of the queries' results
  retentionDays: 30 # of the results
  limitGb: 200 # that one query may read, about a dollar; then Athena stops it
  trailLogs: s3://organisation-trail-logs/AWSLogs/o-a1b2c3d4e5 # where an existing trail writes, up to the account id
  trailKey: arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab # and its key, if it has one
  accounts: ["222233334444"] # whose records are there besides your own
  regions: [eu-central-1, us-east-1] # default: every region of the partition
  since: 2026-01-01 # first day of the records; default: as long as Palisade keeps them; ten years for an existing trail
`,
  affects: "the hunting stack and `palisade hunt`",
  guide: "guides/hunting.md",
});

interface Around extends SectionContext {
  readonly logs: LogsConfig;
  readonly buckets: readonly PlacedBucket[];
}

type HuntingDraft = Exclude<NonNullable<HuntingFileDraft["hunting"]>, boolean>;

/** About one dollar, at five dollars a terabyte: no one needs approval for that. */
const DEFAULT_LIMIT_GB = 200;

const GB = 1024 ** 3;

/** Log files are deleted a day or two after their time is over. */
const SLACK_DAYS = 2;

/** Since when a trail of another owner has been there is unknown unless the file says. */
const LONGEST = "NOW-10YEARS,NOW";

/** Fills in what Athena searches and where it keeps results; undefined where the configuration asks for none. */
export function resolveHunting(draft: FileDraft, around: Around, faults: Faults): HuntingPart {
  if (draft.hunting === undefined || draft.hunting === false) return {};
  const hunting: HuntingDraft = draft.hunting === true ? {} : draft.hunting;
  const { project, account = "", region: home } = around;
  const resultsBucket = hunting.bucket ?? `${project}-hunting-${account}-${home}`;
  const trailLogs = trailLogsOf(hunting, draft, around, faults);
  checkResultsBucket(resultsBucket, trailLogs.bucket, draft, around, faults);
  checkTrailLogBucket(trailLogs.bucket, around, faults);
  return {
    hunting: {
      resultsBucket,
      resultsRetentionDays: hunting.retentionDays ?? 30,
      bytesPerQuery: (hunting.limitGb ?? DEFAULT_LIMIT_GB) * GB,
      trailLogs,
      accounts: [...new Set([account, ...present(hunting.accounts ?? []).map(({ value }) => value)])],
      regions: resolveRegions(hunting, around),
      days: resolveDays(hunting, draft, around, faults),
    },
  };
}

function trailLogsOf(
  { trailLogs, trailKey }: HuntingDraft,
  { trail }: TrailDraft,
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
  { state, hunting, services }: FileDraft,
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

function resolveDays({ since }: HuntingDraft, { trail }: TrailDraft, { logs }: Around, faults: Faults): string {
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
