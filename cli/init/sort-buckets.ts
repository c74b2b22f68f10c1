import { bucketStanding } from "@palisade/engine/inventory/bucket-standing";
import type { BucketSeen, Counted } from "@palisade/engine/inventory/inventory";
import { bucketNameProblem } from "../../config/fields/bucket-name";
import { regionProblem } from "../../config/fields/region";
import { counted } from "../lib/counted";
import type { Reasoned } from "./draft";
import type { LiveBucket } from "./look-at-account";

/** A bucket that may be protected. */
export interface Candidate {
  readonly name: string;
  /** Undefined where it is not known. */
  readonly region: string | undefined;
  /** What a person has to know to choose it. */
  readonly hint: string;
}

export interface SortedBuckets {
  readonly own: readonly Candidate[];
  /** Those that are not offered, each with why; a person may know better. */
  readonly others: readonly (Reasoned & Pick<Candidate, "region">)[];
}

/** Tells the buckets of an account from the others that its logs name; what the account itself lists is certain. */
export function sortBuckets(
  buckets: readonly BucketSeen[],
  account: string,
  live: readonly LiveBucket[] | undefined,
): SortedBuckets {
  const known = new Map((live ?? []).map((bucket) => [bucket.name, bucket]));
  const named = new Set(buckets.map(({ name }) => name));
  const judged = buckets.map((bucket) => ({ bucket, why: whyNot(bucket, account, known.has(bucket.name)) }));
  return {
    own: judged.flatMap(({ bucket, why }) => (why === undefined ? [candidateOf(bucket, known.get(bucket.name))] : [])),
    others: [
      ...judged.flatMap(({ bucket, why }) =>
        why === undefined ? [] : [{ value: bucket.name, why, region: knownRegion(bucket.regions) }],
      ),
      ...[...known.values()]
        .filter(({ name }) => !named.has(name))
        .map(({ name, region }) => ({ value: name, why: "not in these logs", region })),
    ],
  };
}

function whyNot(bucket: BucketSeen, account: string, isListed: boolean): string | undefined {
  if (bucketNameProblem(bucket.name) !== undefined) return "not a name that S3 takes";
  const standing = bucketStanding(bucket, account);
  if (isListed && standing !== "logs") return undefined;
  switch (standing) {
    case "own":
      return undefined;
    case "foreign":
      return `belongs to account ${bucket.owner}`;
    case "logs":
      return "AWS writes logs into it, and recording that would be logged again";
    case "unproven":
      return bucket.answered === 0 ? "every request for it failed" : "no record says whose it is";
  }
}

function candidateOf({ name, regions, requests }: BucketSeen, live: LiveBucket | undefined): Candidate {
  return { name, region: live?.region ?? knownRegion(regions), hint: counted(requests, "request") };
}

/** The first that is a region. */
export function knownRegion(regions: readonly Counted[]): string | undefined {
  return regions.find(({ name }) => regionProblem(name) === undefined)?.name;
}
