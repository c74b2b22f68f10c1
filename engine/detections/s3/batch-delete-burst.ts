import { defineDetection } from "../engine/define-detection";
import { batchDeletes } from "../facts/batch-deletes";
import { actorInWords, originInWords } from "../facts/wording";

/** A bucket is being emptied. */
export const s3BatchDeleteBurst = defineDetection({
  id: "s3.batch-delete-burst",
  title: "Thousands of S3 objects deleted in batches",
  enabledByDefault: true,
  severity: "high",
  log: "CloudTrail data events",
  purpose: "access",
  ...batchDeletes({
    reach: 5000,
    withinMinutes: 10,
    summary: (event) =>
      `${actorInWords(event.actor)} is emptying bucket ${event.bucket} batch by batch from ${originInWords(event)}`,
  }),
});
