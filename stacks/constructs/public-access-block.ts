import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { Construct } from "constructs";

export interface PublicAccessBlockProps {
  readonly bucket: string;
  readonly provider?: AwsProvider;
}

/** All four switches on. */
export class PublicAccessBlock extends Construct {
  readonly resource: S3BucketPublicAccessBlock;

  constructor(scope: Construct, id: string, props: PublicAccessBlockProps) {
    super(scope, id);
    this.resource = new S3BucketPublicAccessBlock(this, "resource", {
      provider: props.provider,
      bucket: props.bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
  }
}
