import type { DetectionDocs } from "../engine/detection-docs";
import { LATE, OTHER_BUCKETS } from "../facts/access-log-wording";
import { BY_SEVERAL } from "../facts/blind-spots";

export const s3AccessLogBatchDeleteDocs: DetectionDocs = {
  status: "test",
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
};
