import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { bucketArn, type Place } from "@palisade/engine/arn";
import { Construct } from "constructs";
import { expireObjects } from "../constructs/expire-objects";
import { denyPlainHttp, policyDocument } from "../constructs/policy-document";
import { PrivateBucket } from "../constructs/private-bucket";

export interface TrailLogBucketProps {
  readonly name: string;
  readonly place: Place;
  /** The only trails that may write into it. */
  readonly trailArns: readonly string[];
  readonly retentionDays: number;
  readonly keyArn?: string;
}

/** The bucket that CloudTrail writes to: private, versioned, encrypted, TLS only, and emptied by age. */
export class TrailLogBucket extends Construct {
  readonly bucket: string;
  /** What a trail has to wait for: CloudTrail checks that it may write. */
  readonly policy: S3BucketPolicy;

  constructor(scope: Construct, id: string, props: TrailLogBucketProps) {
    super(scope, id);
    const { bucket, publicAccessBlock } = new PrivateBucket(this, "bucket", { name: props.name, keyArn: props.keyArn });
    expireObjects(this, "lifecycle", { bucket, days: props.retentionDays });
    this.bucket = bucket;
    this.policy = new S3BucketPolicy(this, "policy", {
      bucket,
      policy: deliveryPolicy(props),
      dependsOn: [publicAccessBlock.resource],
    });
  }
}

/** @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html */
function deliveryPolicy({ name, place, trailArns }: TrailLogBucketProps): string {
  const logBucketArn = bucketArn({ bucket: name, partition: place.partition });
  const cloudTrail = { Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" } } as const;
  const fromOurTrails = { "aws:SourceArn": trailArns };
  return policyDocument([
    {
      Sid: "CloudTrailChecks",
      ...cloudTrail,
      Action: "s3:GetBucketAcl",
      Resource: logBucketArn,
      Condition: { StringEquals: fromOurTrails },
    },
    {
      Sid: "CloudTrailWrites",
      ...cloudTrail,
      Action: "s3:PutObject",
      Resource: `${logBucketArn}/AWSLogs/${place.account}/*`,
      Condition: { StringEquals: { ...fromOurTrails, "s3:x-amz-acl": "bucket-owner-full-control" } },
    },
    denyPlainHttp("s3:*", [logBucketArn, `${logBucketArn}/*`]),
  ]);
}
