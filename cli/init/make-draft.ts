import type { Aws } from "@palisade/aws/aws";
import { identify } from "@palisade/aws/caller";
import { type OwnAccount, ownAccount } from "@palisade/engine/inventory/own-account";
import type { DetectorSettings } from "@palisade/engine/settings";
import { detectorSettings } from "../../config/derived/detector-settings";
import { parseConfig } from "../../config/load-config";
import { partitionOf } from "../../config/sections/regions";
import { counted } from "../lib/counted";
import { someOf } from "../lib/not-judged/not-judged-lines";
import { printLine, type Terminal } from "../lib/terminal";
import { UsageError } from "../lib/usage-error";
import { type AccountView, liveBuckets, viewAccount } from "./account-view";
import { alarmingMatches } from "./alarming-matches";
import { type ChoiceFlags, type Choices, choicesOf } from "./choices";
import { chooseEntries } from "./choose-entries";
import type { Draft, DraftBucket, DraftEntry, DraftTrail, Reasoned } from "./draft";
import { draftText } from "./draft-text";
import { accountReason, gapsOfLogs, originOf } from "./log-facts";
import { coveringTrail, policyOf, regionOf } from "./look-at-account";
import { proposeEntries } from "./propose-entries";
import type { Ask } from "./question";
import { type LogsRead, readLogs } from "./read-logs";
import { type Candidate, knownRegion, type SortedBuckets, sortBuckets } from "./sort-buckets";

export interface Making {
  readonly logs: readonly string[];
  readonly cache: string;
  readonly flags: ChoiceFlags;
  readonly ask: Ask;
  /** Undefined where AWS is not to be asked. */
  readonly aws: Aws | undefined;
  /** The region of the environment or the profile. */
  readonly usualRegion: string | undefined;
  readonly terminal: Terminal;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export interface Made {
  readonly draft: Draft;
  /** Texts of policies, by the file that the draft names. */
  readonly policies: ReadonlyMap<string, string>;
  /** What could not be read, a line each. */
  readonly complaints: readonly string[];
}

/** Where AWS is asked who asks, if nothing says another region. */
const ANY_REGION = "us-east-1";

/** A draft from what logs or the account say, and from what is decided; undefined where there was no record to read. */
export async function makeDraft(making: Making): Promise<Made | undefined> {
  const { logs, cache, flags, ask, aws, terminal } = making;
  const read = logs.length === 0 ? undefined : await readLogs(logs, cache, terminal);
  for (const complaint of read?.complaints ?? []) printLine(terminal.stderr, complaint);
  if (read?.inventory.days.length === 0) return undefined;
  const choices = choicesOf(flags, ask);
  const askedIn = flags.region ?? making.usualRegion ?? knownRegion(read?.inventory.regions ?? []) ?? ANY_REGION;
  const caller = aws && (await identify(aws, askedIn));
  if (read === undefined && caller?.kind !== "found") {
    const why = caller?.kind === "unknown" ? `${caller.why}, fix: ${caller.fix ?? "palisade init LOGS"}` : "no answer";
    throw new UsageError(`without logs the account is asked: ${why}`);
  }
  const own = read && ownAccount(read.inventory);
  const likely = own?.by === "trail" ? own.account : caller?.kind === "found" ? caller.value.account : undefined;
  const account = await choices.account(likely, own?.by === "trail" ? (read?.inventory.accounts ?? []) : []);
  const view = await viewAccount(account, caller, aws, askedIn);
  const sorted = bucketsIn(read, account, view);
  const chosen = await chooseBuckets(sorted, choices);
  const common = mostCommonRegion(chosen);
  const region = await choices.region(common ?? making.usualRegion ?? knownRegion(read?.inventory.regions ?? []));
  const located = await locate(chosen, view, region);
  const { inside, outside } = byPartition(located, region);
  const base: Draft = {
    origin: read === undefined ? `account ${account}` : originOf(logs, read.inventory),
    project: await choices.project(),
    account: { value: account, why: accountWhy(account, own, flags) },
    region: { value: region, why: region === common ? "most buckets are there" : "chosen" },
    buckets: inside.map(({ name, region: where }) => ({ name, region: where, policy: { kind: "unknown", why: "" } })),
    leftOut: [...outside, ...unchosen(sorted, chosen)],
    allowed: [],
    doubtful: [],
    emails: await choices.emails(),
    trail: { kind: "create", why: "which trails exist is not known" },
    gaps: [],
  };
  const entries = await decideEntries(making, read, base, choices);
  const { buckets, policies } = await withPolicies(base.buckets, view, region);
  const trail = await trailFor(base, view, making);
  const draft: Draft = { ...base, ...entries, buckets, trail };
  return {
    draft: { ...draft, gaps: gapsOf(draft, view, read, own, logs) },
    policies,
    complaints: read?.complaints ?? [],
  };
}

function bucketsIn(read: LogsRead | undefined, account: string, view: AccountView): SortedBuckets {
  const live = liveBuckets(view);
  if (read !== undefined) return sortBuckets(read.inventory.buckets, account, live);
  return { own: (live ?? []).map((bucket) => ({ ...bucket, hint: "" })), others: [] };
}

/** Those that were chosen, of which some may be in no list. */
async function chooseBuckets(sorted: SortedBuckets, choices: Choices): Promise<readonly Candidate[]> {
  const others = sorted.others.map(({ value, region }) => ({ name: value, region, hint: "" }));
  const known = new Map([...others, ...sorted.own].map((candidate) => [candidate.name, candidate]));
  const names = await choices.buckets(sorted);
  return names.map((name) => known.get(name) ?? { name, region: undefined, hint: "" });
}

function unchosen({ own, others }: SortedBuckets, chosen: readonly Candidate[]): readonly Reasoned[] {
  const names = new Set(chosen.map(({ name }) => name));
  const left = own.map(({ name }) => ({ value: name, why: "not chosen" }));
  return [...left, ...others].filter(({ value }) => !names.has(value));
}

function mostCommonRegion(buckets: readonly Candidate[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { region } of buckets) if (region !== undefined) counts.set(region, (counts.get(region) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0];
}

function locate(buckets: readonly Candidate[], view: AccountView, home: string): Promise<readonly Candidate[]> {
  return Promise.all(
    buckets.map(async (bucket) => {
      if (bucket.region !== undefined || view.kind === "closed") return bucket;
      return { ...bucket, region: await regionOf(bucket.name, view.aws, home) };
    }),
  );
}

/** One configuration is of one partition. */
function byPartition(buckets: readonly Candidate[], home: string) {
  const isInside = ({ region = home }: Candidate) => partitionOf(region) === partitionOf(home);
  return {
    inside: buckets.filter(isInside),
    outside: buckets
      .filter((bucket) => !isInside(bucket))
      .map(({ name, region }) => ({ value: name, why: `in ${region}, which is of another partition than ${home}` })),
  };
}

function accountWhy(account: string, own: OwnAccount | undefined, flags: ChoiceFlags): string {
  if (flags.account !== undefined) return "as --account says";
  if (own === undefined) return "the account of the credentials";
  return own.account === account ? accountReason(own) : "chosen";
}

type Entries = Pick<Draft, "allowed" | "doubtful">;

async function decideEntries(
  { logs, terminal, now }: Making,
  read: LogsRead | undefined,
  base: Draft,
  choices: Choices,
): Promise<Entries> {
  const found =
    read === undefined ? { allowed: [], doubtful: [] } : await foundEntries(read, base, logs, terminal, now);
  const numbers = found.doubtful.length === 0 ? [] : await choices.known(found.doubtful.map(entryLine));
  const known = new Set(numbers.map((index) => found.doubtful[index]));
  const allowed = [...found.allowed, ...found.doubtful.filter((entry) => known.has(entry))];
  const given = await choices.networks(allowed.length > 0);
  const taken = new Set(given);
  return {
    allowed: [
      ...given.map((value): DraftEntry => ({ key: "cidrs", value, why: "given" })),
      ...allowed.filter(({ value }) => !taken.has(value)),
    ],
    doubtful: found.doubtful.filter((entry) => !known.has(entry) && !taken.has(entry.value)),
  };
}

function entryLine({ value, why }: DraftEntry): string {
  return `${value}, ${why}`;
}

async function foundEntries(
  { groups }: LogsRead,
  base: Draft,
  logs: readonly string[],
  terminal: Terminal,
  now: number,
): Promise<Entries> {
  // The example that stands in for networks allows no one.
  const settings = allowing(detectorSettings(parseConfig(draftText(base), "palisade.yaml", now)), []);
  const proposals = proposeEntries(groups, settings, now);
  const networks = proposals.filter(({ entry, confidence }) => entry.key === "cidrs" && confidence !== "low");
  if (networks.length === 0) return chooseEntries(proposals, []);
  if (logs.some((log) => /^s3:/i.test(log))) return chooseEntries(proposals, undefined);
  const cidrs = networks.map(({ entry }) => entry.value);
  return chooseEntries(proposals, await alarmingMatches(logs, allowing(settings, cidrs), terminal));
}

/** That a caller is not on the allowlist must not speak against it. */
function allowing(settings: DetectorSettings, cidrs: readonly string[]): DetectorSettings {
  const perimeters = settings.perimeters.map((one) => ({ ...one, allow: { ...one.allow, cidrs } }));
  return { ...settings, perimeters };
}

async function withPolicies(buckets: readonly DraftBucket[], view: AccountView, home: string) {
  const policies = new Map<string, string>();
  if (view.kind === "closed") {
    const policy = { kind: "unknown", why: view.why } as const;
    return { buckets: buckets.map((bucket) => ({ ...bucket, policy })), policies };
  }
  const found = await Promise.all(
    buckets.map(async (bucket): Promise<DraftBucket> => {
      const policy = await policyOf(bucket.name, view.aws, bucket.region ?? home);
      if (policy.kind !== "found") return { ...bucket, policy };
      const file = `policies/${bucket.name}.json`;
      policies.set(file, `${policy.text}\n`);
      return { ...bucket, policy: { kind: "kept", file, statements: policy.statements } };
    }),
  );
  return { buckets: found, policies };
}

async function trailFor(base: Draft, view: AccountView, { now }: Making): Promise<DraftTrail> {
  if (view.kind === "closed") return { kind: "create", why: `which others exist is not known, ${view.why}` };
  return coveringTrail(view.aws, parseConfig(draftText(base), "palisade.yaml", now), now);
}

function gapsOf(
  draft: Draft,
  view: AccountView,
  read: LogsRead | undefined,
  own: OwnAccount | undefined,
  logs: readonly string[],
): readonly string[] {
  const { buckets, allowed, emails, account } = draft;
  const unlocated = buckets.filter(({ region }) => region === undefined).map(({ name }) => name);
  const unknown = buckets.flatMap(({ name, policy }) => (policy.kind === "unknown" ? [{ name, why: policy.why }] : []));
  return [
    ...(read === undefined
      ? ["who uses the buckets, and from where: palisade init LOGS, or palisade preview LOGS with this file, says that"]
      : gapsOfLogs(read.inventory, own, account.value)),
    ...(read !== undefined && read.complaints.length > 0 ? ["not everything in the logs could be read"] : []),
    ...(logs.some((log) => /^s3:/i.test(log)) ? ["alerts were not looked for, since the logs are in S3"] : []),
    ...(allowed.length === 0 ? ["no network is allowed yet: every request for an object raises an alert"] : []),
    ...(unlocated.length > 0 ? [`the regions of ${someOf(unlocated)}`] : []),
    ...(unknown.length > 0
      ? [
          `the policies that ${counted(unknown.length, "bucket")} may have, which mode: enforce needs (${unknown[0]?.why})`,
        ]
      : []),
    ...(view.kind === "open" && view.buckets.kind !== "found"
      ? ["which buckets the account has, for want of a permission"]
      : []),
    ...(emails.length === 0 ? ["who is notified: alerts.email"] : []),
  ];
}
