import { bucketPolicyOf } from "../derived/bucket-policy-of";
import type { Partition } from "../fields/partition";
import type { TlsVersion } from "../sections/perimeter-buckets";
import type { PerimeterConfig, PlacedBucket, ResolvedPerimeter } from "../sections/perimeters";
import type { Faults } from "../yaml/faults";

/** Whether S3 would take the policies of perimeters without a fault. */
export function checkPolicies(
  perimeters: readonly ResolvedPerimeter[],
  partition: Partition | undefined,
  faults: Faults,
): void {
  if (partition === undefined) return;
  for (const { config, buckets } of perimeters) {
    if (!faults.under(["perimeters", config.perimeter.name])) checkPoliciesOf(config, buckets, partition, faults);
  }
}

/**
 * Builds the policies to see whether S3 would take them. Those without kept statements differ in the bucket's name alone, so the
 * longest name of each kind stands for all and a thousand buckets cost no more than one.
 */
function checkPoliciesOf(
  config: PerimeterConfig,
  buckets: readonly PlacedBucket[],
  partition: Partition,
  faults: Faults,
): void {
  const longest = new Map<TlsVersion | false, PlacedBucket>();
  const toCheck: PlacedBucket[] = [];
  for (const placed of buckets) {
    const { existingPolicy, name, tls } = placed.bucket;
    if (existingPolicy.kind === "statements") toCheck.push(placed);
    else if (name.length > (longest.get(tls)?.bucket.name.length ?? 0)) longest.set(tls, placed);
  }
  for (const { bucket, at } of [...toCheck, ...longest.values()]) {
    try {
      bucketPolicyOf(partition, config, bucket);
    } catch (error) {
      faults.add(at, (error as Error).message);
    }
  }
}
