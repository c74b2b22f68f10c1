import type { BucketSeen } from "./inventory";

/**
 * What a bucket in the logs is to an account. `own` is one of its buckets; `logs` is one of them into which AWS writes logs; `foreign`
 * belongs to another account; `unproven` is a name that was asked for in vain, of which nothing says that there is such a bucket.
 */
export type BucketStanding = "own" | "logs" | "foreign" | "unproven";

export function bucketStanding(bucket: BucketSeen, account: string): BucketStanding {
  if (isForeign(bucket, account)) return "foreign";
  if (bucket.answered === 0 && bucket.owner === undefined && !bucket.hasAccessLog) return "unproven";
  return bucket.receivesLogs ? "logs" : "own";
}

/** Without a named owner, a bucket that only other accounts' trails know is one of theirs. */
function isForeign({ owner, accounts, hasAccessLog }: BucketSeen, account: string): boolean {
  if (owner !== undefined) return owner !== account;
  return !hasAccessLog && accounts.length > 0 && !accounts.some(({ name }) => name === account);
}
