import type { CountedOrigin } from "./origin";
import { createOriginTally, type OriginCounts } from "./origin-counts";
import type { Scope } from "./scope";

/** How many requests are to some buckets, as logs of the configuration's own account, or access logs, have them. */
export function ownRequests(
  origins: readonly CountedOrigin[],
  buckets: { readonly has: (bucket: string) => boolean },
  own: string | undefined,
): number {
  return origins
    .filter(({ bucket, account = own }) => bucket !== undefined && buckets.has(bucket) && (own ?? account) === account)
    .reduce((sum, { records }) => sum + records, 0);
}

export function countOrigins(origins: readonly CountedOrigin[], scope: Scope): OriginCounts {
  const tally = createOriginTally(scope);
  for (const origin of origins) tally.add(origin, origin.records);
  return tally.take();
}
