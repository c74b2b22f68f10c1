import { Cloudtrail } from "@cdktf/provider-aws/lib/cloudtrail";
import { arnOf, type Place } from "@palisade/engine/arn";
import { Construct } from "constructs";
import { nthName } from "../../config/derived/nth-name";
import { EncryptionKey } from "../constructs/encryption-key";
import { TrailLogBucket } from "./trail-log-bucket";
import { TRAILS_PER_REGION, type TrailSelectorOptions, trailSelectors } from "./trail-selectors";

/** A key to make, or one there is; absent means S3's own keys. */
export type TrailKey =
  | { readonly kind: "create"; readonly alias: string }
  | { readonly kind: "key"; readonly arn: string };

export interface ActivityTrailsProps extends TrailSelectorOptions {
  readonly name: string;
  readonly place: Place;
  /** The buckets whose object events are logged. */
  readonly bucketArns: readonly string[];
  readonly logBucket: string;
  readonly retentionDays: number;
  readonly key?: TrailKey;
}

/** A multi-region trail with management events and the buckets' data events; a second and third where one trail cannot name all buckets. */
export class ActivityTrails extends Construct {
  constructor(scope: Construct, id: string, props: ActivityTrailsProps) {
    super(scope, id);
    const selectors = trailSelectors(props.bucketArns, props);
    if (selectors.length > TRAILS_PER_REGION) {
      throw new Error(
        `${props.bucketArns.length} buckets need ${selectors.length} trails, expected at most ${TRAILS_PER_REGION} in a region, fix: log all buckets' data events with a trail of your own and name it in trail.existing`,
      );
    }
    const trails = selectors.map((advancedEventSelector, index) => ({
      name: nthName(props.name, index),
      advancedEventSelector: [...advancedEventSelector],
    }));
    const trailArns = trails.map(({ name }) => arnOf(props.place, "cloudtrail", `trail/${name}`));
    const keyArn = props.key && this.keyArnOf(props.key, props.place, trailArns);
    const logs = new TrailLogBucket(this, "logs", {
      name: props.logBucket,
      place: props.place,
      trailArns,
      retentionDays: props.retentionDays,
      keyArn,
    });
    for (const [index, trail] of trails.entries()) {
      new Cloudtrail(this, nthName("resource", index), {
        ...trail,
        s3BucketName: logs.bucket,
        kmsKeyId: keyArn,
        isMultiRegionTrail: true,
        enableLogFileValidation: true,
        // IAM's and STS's global events come with management events, so once.
        includeGlobalServiceEvents: index === 0,
        dependsOn: [logs.policy],
      });
    }
  }

  /** @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html */
  private keyArnOf(key: TrailKey, place: Place, trailArns: readonly string[]): string {
    if (key.kind === "key") return key.arn;
    const cloudTrail = { Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" }, Resource: "*" } as const;
    return new EncryptionKey(this, "key", {
      place,
      alias: key.alias,
      description: "Encrypts CloudTrail's log files",
      services: [
        {
          Sid: "CloudTrailEncrypts",
          ...cloudTrail,
          Action: "kms:GenerateDataKey*",
          Condition: {
            StringEquals: { "aws:SourceArn": trailArns },
            // The page's own form: a multi-region trail encrypts under its name in every region.
            StringLike: {
              "kms:EncryptionContext:aws:cloudtrail:arn": arnOf({ ...place, region: "*" }, "cloudtrail", "trail/*"),
            },
          },
        },
        {
          Sid: "CloudTrailDescribes",
          ...cloudTrail,
          Action: "kms:DescribeKey",
          Condition: { StringEquals: { "aws:SourceArn": trailArns } },
        },
      ],
    }).arn;
  }
}
