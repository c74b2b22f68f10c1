import { BATCH_DELETE, isAnswered } from "../../events/access-log/operations";
import { defineAccessLogDetection } from "../engine/define-detection";
import { lineOriginInWords, requesterInWords } from "../facts/access-log-wording";

/** Which objects went, and how many: CloudTrail has one record without a key for up to a thousand. */
export const s3AccessLogBatchDelete = defineAccessLogDetection({
  id: "s3.access-log-batch-delete",
  title: "S3 access log shows many objects deleted in batches",
  enabledByDefault: true,
  severity: "high",
  matches: (event, context) => {
    if (event.operation !== BATCH_DELETE || !isAnswered(event) || event.actor.kind === "service") return undefined;
    if (context.perimeterOf(event.bucket) === undefined) return undefined;
    return {
      summary: `${requesterInWords(event)} is deleting objects of bucket ${event.bucket} in batches from ${lineOriginInWords(event)}`,
      ...(event.key !== undefined && { details: { "One of the keys": event.key } }),
    };
  },
  dedupBy: ({ actor, bucket }) => [actor.id, bucket],
  state: { kind: "threshold", reach: 100, withinMinutes: 60, unit: "deleted objects" },
});
