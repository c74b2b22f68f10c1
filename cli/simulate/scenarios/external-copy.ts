import { ACTORS } from "../actors";
import { objectRecord } from "../record";
import type { Scenario } from "../scenario";

const OBJECTS = 12;
const DESTINATION = "quarterly-backup-mirror";

/** Objects are copied, one call each, into a bucket of somebody else's account. */
export const externalCopy: Scenario = {
  id: "external-copy",
  story: "Objects are copied, one call each, into a bucket of somebody else's account",
  raises: ["s3.copied-to-foreign-account"],
  play: (stage) =>
    Array.from({ length: OBJECTS }, (_, index) => {
      const key = `customers/2026-${String((index % 12) + 1).padStart(2, "0")}.csv`;
      return objectRecord(stage, {
        minute: 20 + index / 10,
        who: ACTORS.stolenRole(stage),
        from: stage.inside,
        name: "CopyObject",
        bucket: DESTINATION,
        owner: stage.strangerAccount,
        key,
        parameters: { "x-amz-copy-source": `${stage.bucket}/${key}` },
        resources: [
          { type: "AWS::S3::Object", ARN: `arn:${stage.partition}:s3:::${stage.bucket}/${key}` },
          {
            accountId: stage.account,
            type: "AWS::S3::Bucket",
            ARN: `arn:${stage.partition}:s3:::${stage.bucket}`,
          },
        ],
      });
    }),
};
