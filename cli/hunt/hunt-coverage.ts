import { countOrigins, ownRequests } from "../not-judged/counted-origins";
import { type NotJudged, notJudged } from "../not-judged/not-judged";
import { notJudgedLines, someOf } from "../not-judged/not-judged-lines";
import type { CountedOrigin } from "../not-judged/origin";
import { noCounts } from "../not-judged/origin-counts";
import type { Scope } from "../not-judged/scope";

/** What a hunt was asked about, besides its own question. */
export interface Asked {
  /** Absent where it is about all buckets. */
  readonly buckets: readonly string[] | undefined;
  /** Absent where nothing was taken from the configuration. */
  readonly scope: Scope | undefined;
}

/** How much of the logs a hunt's answer is about. */
export interface Coverage {
  readonly judged: number;
  readonly notJudged: NotJudged;
  /** What a reader has to know before believing that there is no more, a line each. */
  readonly lines: readonly string[];
}

const EVERY_BUCKET = { has: () => true };

/** Regions make no difference to a hunt, nor do buckets to one that is about all of them. */
export function huntCoverage({ buckets, scope }: Asked, origins: readonly CountedOrigin[]): Coverage {
  const judged = ownRequests(origins, buckets === undefined ? EVERY_BUCKET : new Set(buckets), scope?.account);
  const counts = scope ? countOrigins(origins, scope) : noCounts();
  const { otherBuckets, otherAccounts, accessPoints } = counts;
  const found = notJudged(
    { ...noCounts(), otherAccounts, ...(buckets !== undefined && { otherBuckets, accessPoints }) },
    0,
  );
  return {
    judged,
    notJudged: found,
    lines: [
      ...silenceLines({ buckets, scope }, judged, origins),
      ...(scope ? notJudgedLines(found, scope, "request") : []),
    ],
  };
}

function silenceLines({ buckets, scope }: Asked, judged: number, origins: readonly CountedOrigin[]): readonly string[] {
  const recorded = scope === undefined ? "" : ` recorded in account ${scope.account}`;
  if (judged === 0) {
    const to = buckets === undefined ? "" : ` to ${someOf(buckets)}`;
    return [`Nothing is known: the logs hold no S3 request${to}${recorded}.`];
  }
  const heard = new Set(origins.map(({ bucket }) => bucket));
  const silent = (buckets ?? []).filter((bucket) => !heard.has(bucket));
  if (silent.length === 0) return [];
  const spoken = (buckets ?? []).filter((bucket) => heard.has(bucket));
  return [`The logs hold requests to ${someOf(spoken)}, and none to ${someOf(silent)}, of which nothing is known.`];
}
