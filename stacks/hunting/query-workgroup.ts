import { AthenaWorkgroup } from "@cdktf/provider-aws/lib/athena-workgroup";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { bucketArn, type Place } from "@palisade/engine/arn";
import { Construct } from "constructs";
import { expireObjects } from "../constructs/expire-objects";
import { denyPlainHttp, policyDocument } from "../constructs/policy-document";
import { PrivateBucket } from "../constructs/private-bucket";

export interface QueryWorkgroupProps {
  readonly name: string;
  readonly description: string;
  readonly place: Place;
  readonly resultsBucket: string;
  readonly retentionDays: number;
  /** Athena stops a query that reads more. */
  readonly bytesPerQuery: number;
  /** Encrypts results; S3's own keys where absent. */
  readonly keyArn?: string;
}

/** Where in the bucket results lie. */
export const RESULTS_PREFIX = "results/";

/** A workgroup whose settings no one overrides, and the bucket that its results are deleted from by age. */
export class QueryWorkgroup extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: QueryWorkgroupProps) {
    super(scope, id);
    const { place, keyArn, resultsBucket } = props;
    const resultsArn = bucketArn({ bucket: resultsBucket, partition: place.partition });
    // Every answer can be asked for again.
    const results = new PrivateBucket(this, "results", { name: resultsBucket, keyArn, isDisposable: true });
    expireObjects(this, "lifecycle", {
      bucket: results.bucket,
      days: props.retentionDays,
      recoveryDays: 1,
      uploadDays: 1,
    });
    const policy = new S3BucketPolicy(this, "policy", {
      bucket: results.bucket,
      policy: policyDocument([denyPlainHttp("s3:*", [resultsArn, `${resultsArn}/*`])]),
      dependsOn: [results.publicAccessBlock.resource],
    });
    const workgroup = new AthenaWorkgroup(this, "resource", {
      name: props.name,
      description: props.description,
      // What it would lose is the history of queries and what people saved in it; without this it could not be deleted once it was used.
      forceDestroy: true,
      configuration: {
        enforceWorkgroupConfiguration: true,
        publishCloudwatchMetricsEnabled: true,
        bytesScannedCutoffPerQuery: props.bytesPerQuery,
        engineVersion: { selectedEngineVersion: "Athena engine version 3" },
        resultConfiguration: {
          outputLocation: `s3://${resultsBucket}/${RESULTS_PREFIX}`,
          expectedBucketOwner: place.account,
          encryptionConfiguration:
            keyArn === undefined ? { encryptionOption: "SSE_S3" } : { encryptionOption: "SSE_KMS", kmsKeyArn: keyArn },
        },
      },
      dependsOn: [policy],
    });
    this.name = workgroup.name;
  }
}
