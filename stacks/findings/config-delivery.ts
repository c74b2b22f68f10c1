import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { bucketArn, managedPolicyArn, type Place } from "@palisade/engine/arn";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { denyPlainHttp, policyDocument } from "../constructs/policy-document";
import { PrivateBucket } from "../constructs/private-bucket";
import { ServiceRole } from "../constructs/service-role";

export interface ConfigDeliveryProps {
  readonly place: Place;
  readonly bucket: string;
  readonly roleName: string;
}

/** What AWS Config's recorders of all regions share: the role that looks and writes, and the bucket that is written to. */
export class ConfigDelivery extends Construct {
  readonly bucket: string;
  readonly roleArn: string;
  /** What a recorder has to wait for. */
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, { place, bucket: name, roleName }: ConfigDeliveryProps) {
    super(scope, id);
    const { partition, account } = place;
    const deliveryBucketArn = bucketArn({ bucket: name, partition });
    const { bucket, publicAccessBlock } = new PrivateBucket(this, "bucket", { name });
    const bucketPolicy = new S3BucketPolicy(this, "bucket-policy", {
      bucket,
      policy: policyDocument([denyPlainHttp("s3:*", [deliveryBucketArn, `${deliveryBucketArn}/*`])]),
      dependsOn: [publicAccessBlock.resource],
    });
    const role = new ServiceRole(this, "role", {
      name: roleName,
      description: "Lets AWS Config read what it records, and write to its bucket",
      service: "config.amazonaws.com",
      trustCondition: { StringEquals: { "aws:SourceAccount": account } },
      policies: {
        [roleName]: [
          { Effect: "Allow", Action: "s3:GetBucketAcl", Resource: deliveryBucketArn },
          {
            Effect: "Allow",
            Action: "s3:PutObject",
            Resource: `${deliveryBucketArn}/AWSLogs/${account}/Config/*`,
            Condition: { StringLike: { "s3:x-amz-acl": "bucket-owner-full-control" } },
          },
        ],
      },
    });
    // AWS's own list of what Config may read; a shorter one of ours would fail silently with the next release of a rule.
    const readings = new IamRolePolicyAttachment(this, "readings", {
      role: role.name,
      policyArn: managedPolicyArn(partition, "service-role/AWS_ConfigRole"),
    });
    this.bucket = bucket;
    this.roleArn = role.arn;
    this.ready = [bucketPolicy, readings, ...role.policies];
  }
}
