import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { bucketArn } from "@palisade/engine/arn";
import type { Construct } from "constructs";
import type { PalisadeConfig } from "../../config/config";
import type { StateConfig } from "../../config/sections/state";
import { denyPlainHttp, policyDocument } from "../constructs/policy-document";
import { PrivateBucket } from "../constructs/private-bucket";
import { PalisadeStack } from "../palisade-stack";

/** The bucket that the other stacks keep their state in. Its own state is a local file: it is there before the bucket is. */
export class StateStack extends PalisadeStack {
  constructor(scope: Construct, id: string, config: PalisadeConfig, state: StateConfig) {
    super(scope, id, config, state.region);
    this.keepStateLocally();
    const { bucket, publicAccessBlock } = new PrivateBucket(this, "state", {
      name: state.bucket,
      preventDestroy: true,
    });
    const stateBucketArn = bucketArn({ bucket: state.bucket, partition: config.partition });
    new S3BucketPolicy(this, "policy", {
      bucket,
      policy: policyDocument([denyPlainHttp("s3:*", [stateBucketArn, `${stateBucketArn}/*`])]),
      dependsOn: [publicAccessBlock.resource],
    });
  }
}
