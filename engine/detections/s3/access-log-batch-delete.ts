import { BATCH_DELETE, isAnswered } from "../../events/access-log/operations";
import { defineAccessLogDetection } from "../engine/define-detection";
import { LATE, lineOriginInWords, OTHER_BUCKETS, requesterInWords } from "../facts/access-log-wording";
import { BY_SEVERAL } from "../facts/blind-spots";

/** Which objects went, and how many: CloudTrail has one record without a key for up to a thousand. */
export const s3AccessLogBatchDelete = defineAccessLogDetection({
  id: "s3.access-log-batch-delete",
  title: "S3 access log shows many objects deleted in batches",
  status: "test",
  enabledByDefault: true,
  severity: "high",
  attack: ["TA0040:T1485"],
  description:
    "One caller deleted 100 objects of a protected bucket in batches within an hour. s3.batch-delete sees the calls sooner, without their keys.",
  misses: ["objects that are deleted one by one: s3.object-delete-burst sees these", BY_SEVERAL, LATE, OTHER_BUCKETS],
  falsePositives: [
    "applications that clean up after themselves: raise the threshold, or suppress their role and bucket",
  ],
  runbook: [
    "Ask the caller's owner whether this is a clean-up. If not, revoke its sessions and keys.",
    "List the keys that are gone: the access log's lines with BATCH.DELETE.OBJECT and this requester.",
    "In a versioned bucket remove the delete markers to get the objects back. Else restore them from backups.",
  ],
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
