import { type BucketPolicy, bucketPolicy } from "@palisade/engine/perimeter/bucket-policy";
import type { Partition } from "../fields/partition";
import type { ProtectedBucket } from "../sections/perimeter-buckets";
import type { PerimeterConfig } from "../sections/perimeters";

/**
 * The policy that Palisade writes on a bucket, exactly as it is sent; undefined when it writes none. Throws an Error when a kept
 * statement collides with ours or speaks of another bucket, or when the policy is larger than S3 takes.
 */
export function bucketPolicyOf(
  partition: Partition,
  { perimeter, sid }: PerimeterConfig,
  bucket: ProtectedBucket,
): BucketPolicy | undefined {
  const { existingPolicy } = bucket;
  if (existingPolicy.kind === "unknown") return undefined;
  return bucketPolicy({
    bucket: bucket.name,
    partition,
    perimeter,
    sid,
    tls: bucket.tls || undefined,
    id: existingPolicy.kind === "statements" ? existingPolicy.id : undefined,
    existing: existingPolicy.kind === "statements" ? existingPolicy.statements : [],
  });
}
