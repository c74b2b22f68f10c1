import { ACTORS } from "../actors";
import { objectRecord } from "../record";
import type { Scenario } from "../scenario";

const OBJECTS = 24;
const DESTINATION = "quarterly-backup-mirror";

/** A large object is copied part by part into somebody else's account, which leaves no CopyObject behind. */
export const multipartCopy: Scenario = {
  id: "multipart-copy",
  story: "A large object is copied part by part into somebody else's account, which leaves no CopyObject behind",
  raises: ["s3.copied-to-foreign-account"],
  play: (stage) =>
    Array.from({ length: OBJECTS }, (_, index) => {
      const key = `customers/2026-${String((index % 12) + 1).padStart(2, "0")}.csv`;
      return objectRecord(stage, {
        minute: 20 + index / 10,
        who: ACTORS.stolenRole(stage),
        from: stage.inside,
        name: "UploadPartCopy",
        bucket: DESTINATION,
        owner: stage.strangerAccount,
        key,
        parameters: {
          "x-amz-copy-source": `${stage.bucket}/${key}`,
          partNumber: String(index + 1),
          uploadId: "Example0UploadId",
        },
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
