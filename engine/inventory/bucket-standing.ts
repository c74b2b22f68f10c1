import type { BucketSeen } from "./inventory";

/**
 * What a bucket in the logs is to an account. `own` is one of its buckets; `logs` is one of them into which AWS writes logs; `foreign`
 * belongs to another account. `unproven` is any other name: of a bucket that no record assigns to an account, or of none at all. A thief's
 * bucket, into which a stolen role copies, is in the logs like that, so it must not count as own.
 */
export type BucketStanding = "own" | "logs" | "foreign" | "unproven";

export function bucketStanding(bucket: BucketSeen, account: string): BucketStanding {
  const { owner, hasAccessLog, receivesLogs } = bucket;
  if (owner !== undefined && owner !== account) return "foreign";
  if (owner === undefined && !hasAccessLog) return "unproven";
  return receivesLogs ? "logs" : "own";
}
