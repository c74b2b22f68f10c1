import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3BucketNotification } from "@cdktf/provider-aws/lib/s3-bucket-notification";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { bucketArn, type Place } from "@palisade/engine/arn";
import { Construct } from "constructs";
import { expireObjects } from "../constructs/expire-objects";
import { denyPlainHttp, policyDocument } from "../constructs/policy-document";
import { PrivateBucket } from "../constructs/private-bucket";

export interface AccessLogBucketProps {
  readonly name: string;
  readonly place: Place;
  /** Names of the only buckets whose logs may come in. */
  readonly sources: readonly string[];
  readonly retentionDays: number;
  readonly provider?: AwsProvider;
}

/**
 * The bucket that S3 delivers server access logs to: private, versioned, TLS only, and emptied by age. It is encrypted with S3's own keys,
 * since log delivery can use no other, and is never logged itself. EventBridge is notified of every new log.
 */
export class AccessLogBucket extends Construct {
  /** What has to wait for it: S3 checks that it may deliver when logging is switched on. */
  readonly policy: S3BucketPolicy;
  /** The bucket's name, known after it exists. */
  readonly bucket: string;

  constructor(scope: Construct, id: string, props: AccessLogBucketProps) {
    super(scope, id);
    const { name, provider } = props;
    const { bucket, publicAccessBlock } = new PrivateBucket(this, "bucket", { name, provider });
    expireObjects(this, "lifecycle", { provider, bucket, days: props.retentionDays });
    new S3BucketNotification(this, "notification", { provider, bucket, eventbridge: true });
    this.bucket = bucket;
    this.policy = new S3BucketPolicy(this, "policy", {
      provider,
      bucket,
      policy: deliveryPolicy(props),
      dependsOn: [publicAccessBlock.resource],
    });
  }
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html */
function deliveryPolicy({ name, place, sources }: AccessLogBucketProps): string {
  const logBucketArn = bucketArn({ bucket: name, partition: place.partition });
  return policyDocument([
    {
      Sid: "S3DeliversAccessLogs",
      Effect: "Allow",
      Principal: { Service: "logging.s3.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: `${logBucketArn}/*`,
      Condition: {
        ArnLike: { "aws:SourceArn": sources.map((bucket) => bucketArn({ bucket, partition: place.partition })) },
        StringEquals: { "aws:SourceAccount": place.account },
      },
    },
    denyPlainHttp("s3:*", [logBucketArn, `${logBucketArn}/*`]),
  ]);
}
