import type { PalisadeConfig } from "../../../config/config";

/** What a configuration is about, as far as it decides whether a record concerns it. */
export interface Scope {
  readonly account: string;
  readonly trustedAccounts: ReadonlySet<string>;
  /** Where rules listen to changes. */
  readonly regions: ReadonlySet<string>;
  /** Protected buckets, with the region in which rules listen to requests for their objects; absent where none is known. */
  readonly buckets: ReadonlyMap<string, string | undefined>;
  /** Buckets that no perimeter has and that are no strangers either, such as those of logs. */
  readonly otherKnownBuckets: ReadonlySet<string>;
}

/** `alsoAsked` are buckets of another configuration that this one is compared with. */
export function scopeOf(config: PalisadeConfig, alsoAsked: Iterable<string> = []): Scope {
  const { account, trust, region, regions, globalRegion, perimeters, logs, accessLogs, state, decoys } = config;
  const buckets = new Map<string, string | undefined>([...alsoAsked].map((name) => [name, undefined]));
  for (const bucket of perimeters.flatMap((perimeter) => perimeter.buckets)) buckets.set(bucket.name, bucket.region);
  return {
    account,
    trustedAccounts: new Set(trust.accounts),
    regions: new Set([region, ...regions, globalRegion]),
    buckets,
    otherKnownBuckets: new Set([
      logs.bucket,
      ...(accessLogs?.logBuckets ?? []).map(({ name }) => name),
      ...(state ? [state.bucket] : []),
      ...decoys.map((decoy) => decoy.split("/", 1)[0] ?? ""),
    ]),
  };
}
