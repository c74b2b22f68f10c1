import type { Hunt } from "@palisade/engine/hunts/define-hunt";
import { countOrigins, ownRequests } from "../lib/not-judged/counted-origins";
import { type NotJudged, notJudged } from "../lib/not-judged/not-judged";
import { notJudgedLines, someOf } from "../lib/not-judged/not-judged-lines";
import type { CountedOrigin, Plane } from "../lib/not-judged/origin";
import { noCounts } from "../lib/not-judged/origin-counts";
import type { Scope } from "../lib/not-judged/scope";

/** What a hunt was asked about, besides its own question. */
export interface Asked {
  /** Absent where it is about all buckets. */
  readonly buckets: readonly string[] | undefined;
  /** What it leaves out of the logs is another's, and named; a hunt that leaves nothing out only wants the configuration's own among it. */
  readonly leavesOut: boolean;
  /** Absent where it has nothing to do with a configuration. */
  readonly scope: Scope | undefined;
}

/** How much of the logs a hunt's answer is about. */
export interface Coverage {
  readonly judged: number;
  readonly notJudged: NotJudged;
  /** What a reader has to know before believing that there is no more, a line each. */
  readonly lines: readonly string[];
}

/** What a hunt looked through: records of its days. */
export interface Searched {
  readonly hunt: Pick<Hunt, "log" | "table">;
  /** `, 2026-03-01 to 2026-03-31` and its like; empty where it looked at all days. */
  readonly days: string;
  readonly origins: readonly CountedOrigin[];
}

const PLANE_OF: Readonly<Record<Hunt["log"], Plane | undefined>> = {
  CloudTrail: undefined,
  "CloudTrail data events": "data",
  "CloudTrail management events": "management",
  "CloudTrail network activity events": "network",
  "S3 server access logs": undefined,
};

/** Regions make no difference to a hunt, nor do buckets to one that is about all of them. */
export function huntCoverage(asked: Asked, { hunt, days, origins }: Searched): Coverage {
  if (recordsOf(origins) === 0) {
    const what = hunt.table === "cloudtrail" ? "CloudTrail records" : "lines of S3 server access logs";
    return nothingKnown(`the logs hold no ${what}${days}`);
  }
  const wanted = PLANE_OF[hunt.log];
  // Records that are too old to say what they are may be of any kind.
  const kind = origins.filter(
    ({ plane = wanted, isS3 }) => wanted === undefined || (plane === wanted && (isS3 || wanted !== "data")),
  );
  if (recordsOf(kind) === 0) return nothingKnown(`the logs hold no ${hunt.log}${days}, which this hunt asks`);
  const { judged, line } = silence(asked, kind, { days, namesAccounts: hunt.table === "cloudtrail" });
  const found = othersIn(asked, origins);
  return {
    judged,
    notJudged: found,
    lines: [
      ...(line === undefined ? [] : [line]),
      ...(asked.scope ? notJudgedLines(found, asked.scope, "request") : []),
    ],
  };
}

function nothingKnown(why: string): Coverage {
  return { judged: 0, notJudged: notJudged(noCounts(), 0), lines: [`Nothing is known: ${why}.`] };
}

function recordsOf(origins: readonly CountedOrigin[]): number {
  return origins.reduce((sum, { records }) => sum + records, 0);
}

function othersIn({ buckets, leavesOut, scope }: Asked, origins: readonly CountedOrigin[]): NotJudged {
  if (scope === undefined || !leavesOut) return notJudged(noCounts(), 0);
  const { otherBuckets, otherAccounts, accessPoints, unnamed } = countOrigins(origins, scope);
  return notJudged(
    { ...noCounts(), otherAccounts, ...(buckets !== undefined && { otherBuckets, accessPoints, unnamed }) },
    0,
  );
}

interface Silence {
  readonly judged: number;
  readonly line: string | undefined;
}

function silence(
  { buckets, scope }: Asked,
  origins: readonly CountedOrigin[],
  { days, namesAccounts }: { readonly days: string; readonly namesAccounts: boolean },
): Silence {
  const recorded = scope === undefined || !namesAccounts ? "" : ` recorded in account ${scope.account}`;
  if (buckets === undefined) {
    const judged = recordsOf(origins.filter((one) => isOwn(one, scope)));
    return {
      judged,
      line: judged === 0 ? `Nothing is known: the logs hold no record of account ${scope?.account}${days}.` : undefined,
    };
  }
  const judged = ownRequests(origins, new Set(buckets), scope?.account);
  if (judged === 0) {
    return { judged, line: `Nothing is known: the logs hold no S3 request to ${someOf(buckets)}${recorded}${days}.` };
  }
  const heard = new Set(origins.map(({ bucket }) => bucket));
  const silent = buckets.filter((bucket) => !heard.has(bucket));
  if (silent.length === 0) return { judged, line: undefined };
  const spoken = buckets.filter((bucket) => heard.has(bucket));
  return {
    judged,
    line: `The logs hold requests to ${someOf(spoken)}, and none to ${someOf(silent)}, of which nothing is known.`,
  };
}

function isOwn({ account }: CountedOrigin, scope: Scope | undefined): boolean {
  return (
    scope === undefined || account === undefined || account === scope.account || scope.trustedAccounts.has(account)
  );
}
