import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { Construct } from "constructs";
import type { Precondition } from "./caller-check";
import { PrivateBucket } from "./private-bucket";
import { PublicAccessBlock } from "./public-access-block";
import { terraformLiteral } from "./terraform-literal";

export interface ProtectedBucketProps {
  readonly name: string;
  /** Make the bucket; otherwise it exists and is only given a policy. */
  readonly create: boolean;
  readonly publicAccessBlock: boolean;
  /** The whole policy; absent when there is nothing to write. */
  readonly policy?: string;
  /** Must hold before the policy is written. */
  readonly preconditions: readonly Precondition[];
  readonly provider?: AwsProvider;
}

/** A bucket inside a perimeter: its public access block and its policy, and the bucket itself where it is new. */
export class ProtectedBucket extends Construct {
  constructor(scope: Construct, id: string, props: ProtectedBucketProps) {
    super(scope, id);
    const { bucket, publicAccessBlock } = this.bucketOf(props);
    if (props.policy === undefined) return;
    new S3BucketPolicy(this, "policy", {
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
