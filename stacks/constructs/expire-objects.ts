import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import type { Construct } from "constructs";

export interface ExpireObjectsProps {
  readonly bucket: string;
  /** How old an object gets. */
  readonly days: number;
  /** How long a deleted or overwritten one can still be brought back. @default 30 */
  readonly recoveryDays?: number;
  /** How long an upload may take. @default 7 */
  readonly uploadDays?: number;
  readonly provider?: AwsProvider | undefined;
}

/** Empties a versioned bucket by age. */
export function expireObjects(
  scope: Construct,
  id: string,
  { bucket, days, recoveryDays = 30, uploadDays = 7, provider }: ExpireObjectsProps,
): void {
  new S3BucketLifecycleConfiguration(scope, id, {
    provider,
    bucket,
    rule: [
      {
        id: "expire",
        status: "Enabled",
        filter: [{ prefix: "" }],
        expiration: [{ days }],
        noncurrentVersionExpiration: [{ noncurrentDays: recoveryDays }],
        abortIncompleteMultipartUpload: [{ daysAfterInitiation: uploadDays }],
      },
    ],
  });
}
