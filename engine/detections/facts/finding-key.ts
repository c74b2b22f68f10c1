import type { FindingEvent } from "../../events/findings/finding-event";

/** Updates of one finding are one incident; ids are not unique across accounts and regions everywhere. */
export function findingKey({ account, region, findingId }: FindingEvent): readonly string[] {
  return [account ?? "", region ?? "", findingId];
}

/** For findings of which each object has its own: one incident for a bucket. */
export function bucketKey({ account, region, buckets: [bucket], findingId }: FindingEvent): readonly string[] {
  return [account ?? "", region ?? "", bucket ?? findingId];
}
