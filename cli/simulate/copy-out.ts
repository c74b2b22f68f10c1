import type { Fields } from "@palisade/engine/events/fields";
import { ACTORS } from "./actors";
import { objectRecord } from "./record";
import type { Stage } from "./stage";

/** The thief's own bucket. */
const DESTINATION = "quarterly-backup-mirror";

export interface CopyOut {
  readonly name: "CopyObject" | "UploadPartCopy";
  readonly count: number;
  /** Of each call, besides the source of the copy. */
  readonly parametersOf?: (index: number) => Fields;
}

/** Calls that copy out of the protected bucket into one of someone else's account, ten a minute. */
export function copyOut(stage: Stage, { name, count, parametersOf }: CopyOut): readonly Fields[] {
  const source = `arn:${stage.partition}:s3:::${stage.bucket}`;
  return Array.from({ length: count }, (_, index) => {
    const key = `customers/2026-${String((index % 12) + 1).padStart(2, "0")}.csv`;
    return objectRecord(stage, {
      minute: 20 + index / 10,
      who: ACTORS.stolenRole(stage),
      from: stage.inside,
      name,
      bucket: DESTINATION,
      owner: stage.strangerAccount,
      key,
      parameters: { "x-amz-copy-source": `${stage.bucket}/${key}`, ...parametersOf?.(index) },
      resources: [
        { type: "AWS::S3::Object", ARN: `${source}/${key}` },
        { accountId: stage.account, type: "AWS::S3::Bucket", ARN: source },
      ],
    });
  });
}
