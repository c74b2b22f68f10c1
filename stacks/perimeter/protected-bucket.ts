import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { PrivateBucket } from "../constructs/private-bucket";
import { PublicAccessBlock } from "../constructs/public-access-block";
import { terraformLiteral } from "../constructs/terraform-literal";
import type { Precondition } from "./caller-check";

export interface ProtectedBucketProps {
  readonly name: string;
  /** Make the bucket; otherwise it exists and is only given a policy. */
  readonly create: boolean;
  readonly publicAccessBlock: boolean;
  /** The whole policy; absent when there is nothing to write. */
  readonly policy?: string;
  /** Must hold before the policy is written. */
  readonly preconditions: readonly Precondition[];
  /** Where S3 delivers the bucket's server access logs; absent leaves its logging as it is. */
  readonly logDelivery?: LogDelivery;
  readonly provider?: AwsProvider;
}

export interface LogDelivery {
  /** In the region of the bucket, and another one. */
  readonly bucket: string;
  /** Lets S3 deliver, which it checks. */
  readonly policy: ITerraformDependable;
}

/** A bucket inside a perimeter: its public access block, its policy and where it is logged, and the bucket itself where it is new. */
export class ProtectedBucket extends Construct {
  constructor(scope: Construct, id: string, props: ProtectedBucketProps) {
    super(scope, id);
    const { bucket, publicAccessBlock } = this.bucketOf(props);
    const policy = this.addPolicy(props, bucket, publicAccessBlock);
    const { logDelivery } = props;
    if (logDelivery === undefined) return;
    new S3BucketLoggingA(this, "logging", {
      provider: props.provider,
      bucket,
      targetBucket: logDelivery.bucket,
      targetPrefix: "",
      // By when the requests were made, however late their log comes: a day's logs lie together.
      targetObjectKeyFormat: { partitionedPrefix: { partitionDateSource: "EventTime" } },
      dependsOn: [logDelivery.policy, ...(policy ? [policy] : [])],
    });
  }

  private addPolicy(
    props: ProtectedBucketProps,
    bucket: string,
    publicAccessBlock: PublicAccessBlock | undefined,
  ): S3BucketPolicy | undefined {
    if (props.policy === undefined) return undefined;
    return new S3BucketPolicy(this, "policy", {
      provider: props.provider,
      bucket,
      policy: terraformLiteral(props.policy),
      // S3 answers 409 OperationAborted when both are written at once.
      ...(publicAccessBlock && { dependsOn: [publicAccessBlock.resource] }),
      ...(props.preconditions.length > 0 && { lifecycle: { precondition: [...props.preconditions] } }),
    });
  }

  private bucketOf(props: ProtectedBucketProps): { bucket: string; publicAccessBlock?: PublicAccessBlock } {
    const { name, provider } = props;
    if (props.create) return new PrivateBucket(this, "bucket", { name, provider });
    if (!props.publicAccessBlock) return { bucket: name };
    return {
      bucket: name,
      publicAccessBlock: new PublicAccessBlock(this, "public-access-block", { bucket: name, provider }),
    };
  }
}
