import { isForObjects, isUnnamed, type Origin } from "./origin";
import type { Scope } from "./scope";

/** How many records are of what. */
export type NameCounts = ReadonlyMap<string, number>;

/** Records by whether a configuration is about them. */
export interface OriginCounts {
  /** Those of its account and, where they name one, of a bucket that it knows, in whatever region. */
  readonly own: number;
  /** Those of them that its rules would hear. */
  readonly heard: number;
  readonly otherBuckets: NameCounts;
  readonly otherAccounts: NameCounts;
  readonly otherRegions: NameCounts;
  /** Requests by access points whose bucket the records do not name. */
  readonly accessPoints: NameCounts;
  /** Requests for objects of which the records name no bucket at all. */
  readonly unnamed: number;
  /** Requests for objects of protected buckets, as the own account's logs have them. */
  readonly forObjects: number;
}

export interface OriginTally {
  readonly add: (origin: Origin, records?: number) => void;
  /** The counts since the last call. */
  readonly take: () => OriginCounts;
}

export function createOriginTally(scope: Scope): OriginTally {
  let counts = noCounts();
  return {
    add: (origin, records = 1) => {
      const { bucket, through, account, region } = origin;
      let isOwn = true;
      const count = (names: Map<string, number>, name: string) => {
        isOwn = false;
        names.set(name, (names.get(name) ?? 0) + records);
      };
      if (bucket !== undefined && !scope.buckets.has(bucket) && !scope.otherKnownBuckets.has(bucket)) {
        count(counts.otherBuckets, bucket);
      }
      if (through !== undefined) count(counts.accessPoints, through);
      if (account !== undefined && account !== scope.account) {
        isOwn = false;
        if (!scope.trustedAccounts.has(account)) count(counts.otherAccounts, account);
      }
      if (isUnnamed(origin)) {
        isOwn = false;
        counts.unnamed += records;
      }
      if (isOwn) counts.own += records;
      if (isOwn && isForObjects(origin) && bucket !== undefined && scope.buckets.has(bucket))
        counts.forObjects += records;
      if (region !== undefined && !isHeardIn(scope, origin)) count(counts.otherRegions, region);
      if (isOwn) counts.heard += records;
    },
    take: () => {
      const taken = counts;
      counts = noCounts();
      return taken;
    },
  };
}

function isHeardIn({ buckets, regions }: Scope, { bucket, region = "", plane }: Origin): boolean {
  const home = plane === "data" && bucket !== undefined ? buckets.get(bucket) : undefined;
  return home === undefined ? regions.has(region) : home === region;
}

export function noCounts() {
  return {
    own: 0,
    heard: 0,
    otherBuckets: new Map<string, number>(),
    otherAccounts: new Map<string, number>(),
    otherRegions: new Map<string, number>(),
    accessPoints: new Map<string, number>(),
    unnamed: 0,
    forObjects: 0,
  } satisfies OriginCounts;
}

export function sumOfCounts(all: readonly OriginCounts[]): OriginCounts {
  const sum = noCounts();
  for (const counts of all) {
    sum.own += counts.own;
    sum.heard += counts.heard;
    sum.unnamed += counts.unnamed;
    sum.forObjects += counts.forObjects;
    for (const kind of ["otherBuckets", "otherAccounts", "otherRegions", "accessPoints"] as const) {
      for (const [name, records] of counts[kind]) sum[kind].set(name, (sum[kind].get(name) ?? 0) + records);
    }
  }
  return sum;
}
