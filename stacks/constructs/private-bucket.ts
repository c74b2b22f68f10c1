import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { Construct } from "constructs";
import { PublicAccessBlock } from "./public-access-block";

export interface PrivateBucketProps {
  readonly name: string;
  /** @default S3's own keys (SSE-S3) */
  readonly keyArn?: string;
  /** Terraform refuses every plan that would delete it. */
  readonly preventDestroy?: boolean;
  /** Terraform deletes it with what is in it: only for what can be made again. */
  readonly isDisposable?: boolean;
  readonly provider?: AwsProvider;
}

/** A new bucket that is private, versioned, encrypted and without ACLs. */
export class PrivateBucket extends Construct {
  /** The bucket's name, known after it exists. */
  readonly bucket: string;
  /** What a bucket policy has to wait for. */
  readonly publicAccessBlock: PublicAccessBlock;

  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id);
    const { provider, keyArn } = props;
    const resource = new S3Bucket(this, "resource", {
      provider,
      bucket: props.name,
      ...(props.preventDestroy && { lifecycle: { preventDestroy: true } }),
      ...(props.isDisposable && { forceDestroy: true }),
    });
    const { bucket } = resource;
    new S3BucketOwnershipControls(this, "ownership", {
      provider,
      bucket,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
    new S3BucketVersioningA(this, "versioning", { provider, bucket, versioningConfiguration: { status: "Enabled" } });
    new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
      provider,
      bucket,
      rule: [
        keyArn === undefined
          ? { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }
          : {
              applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
              bucketKeyEnabled: true,
            },
      ],
    });
    this.bucket = bucket;
    this.publicAccessBlock = new PublicAccessBlock(this, "public-access-block", { bucket, provider });
  }
}
