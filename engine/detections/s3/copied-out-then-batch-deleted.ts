import { COPY_NAMES } from "../../events/cloudtrail/s3-event-names";
import { defineDetection } from "../engine/define-detection";
import { calls, callsToProtectedBuckets } from "../engine/listen";
import { BATCH_DELETE_NAMES, BATCH_DELETES } from "../facts/deletions";
import { judgeTheft, losingBucket, stepOfTheft, THEFT_THEN_DELETION_HOURS } from "../facts/theft-and-deletion";

/** Extortion, with a single call for the second half. */
export const s3CopiedOutThenBatchDeleted = defineDetection({
  id: "s3.copied-out-then-batch-deleted",
  title: "S3 objects copied to an account that is not trusted, then deleted in a batch",
  enabledByDefault: true,
  severity: "critical",
  log: "CloudTrail data events",
  purpose: "access",
  patterns: (settings) => [calls("s3", COPY_NAMES), ...callsToProtectedBuckets(settings, BATCH_DELETE_NAMES)],
  matches: (event, context) => judgeTheft(event, context, BATCH_DELETES),
  dedupBy: losingBucket,
  state: {
    kind: "sequence",
    withinMinutes: THEFT_THEN_DELETION_HOURS * 60,
    steps: [
      { what: "copies to an account that is not trusted", reach: 10 },
      { what: "batch deletions", reach: 1 },
    ],
    stepOf: stepOfTheft,
  },
});
