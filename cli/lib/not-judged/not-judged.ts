import type { NameCounts, OriginCounts } from "./origin-counts";

/** What an answer from logs does not speak of, and why. */
export interface NotJudged {
  readonly "other-buckets": Others;
  readonly "other-accounts": Others;
  readonly "other-regions": Others;
  readonly "access-points": Others;
  /** Requests for objects of which the records name no bucket. */
  readonly "unnamed-buckets": number;
  /** Protected buckets, where the logs hold no request for an object of any of them. */
  readonly "silent-buckets": number;
  /** Callers or requests of which the records say too little. */
  readonly undecided: number;
}

/** Records of something else than the configuration's. */
export interface Others {
  readonly records: number;
  /** How many different names. */
  readonly distinct: number;
  /** The most frequent ones. */
  readonly names: readonly { readonly name: string; readonly records: number }[];
}

export const NOT_JUDGED_KINDS = [
  "other-buckets",
  "other-accounts",
  "other-regions",
  "access-points",
  "unnamed-buckets",
  "silent-buckets",
  "undecided",
] as const satisfies readonly (keyof NotJudged)[];

export type NotJudgedKind = (typeof NOT_JUDGED_KINDS)[number];

/** A log may hold any number of names. */
const MOST_NAMES = 10;

export function notJudged(counts: OriginCounts, undecided: number, silentBuckets = 0): NotJudged {
  return {
    "other-buckets": othersOf(counts.otherBuckets),
    "other-accounts": othersOf(counts.otherAccounts),
    "other-regions": othersOf(counts.otherRegions),
    "access-points": othersOf(counts.accessPoints),
    "unnamed-buckets": counts.unnamed,
    "silent-buckets": silentBuckets,
    undecided,
  };
}

/** The kinds of which there is something. */
export function kindsIn(found: NotJudged): readonly NotJudgedKind[] {
  return NOT_JUDGED_KINDS.filter((kind) => {
    const some = found[kind];
    return (typeof some === "number" ? some : some.records) > 0;
  });
}

function othersOf(counts: NameCounts): Others {
  const sorted = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return {
    records: sorted.reduce((sum, [, records]) => sum + records, 0),
    distinct: sorted.length,
    names: sorted.slice(0, MOST_NAMES).map(([name, records]) => ({ name, records })),
  };
}
