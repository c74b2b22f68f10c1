import { defineDetection } from "../engine/define-detection";
import { batchDeletes } from "../facts/batch-deletes";
import { keysInBatch } from "../facts/deletions";
import { actorInWords, originInWords } from "../facts/wording";

/** One call, up to a thousand objects. */
export const s3BatchDelete = defineDetection({
  id: "s3.batch-delete",
  title: "S3 objects deleted in a batch",
  enabledByDefault: true,
  severity: "medium",
  log: "CloudTrail data events",
  purpose: "access",
  ...batchDeletes({
    reach: 50,
    withinMinutes: 60,
    summary: (event) =>
      `${actorInWords(event.actor)} deleted a batch of up to ${keysInBatch(event)} objects in bucket ${event.bucket} from ${originInWords(event)}`,
  }),
});
