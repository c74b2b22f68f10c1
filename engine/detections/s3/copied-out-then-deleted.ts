import { COPY_NAMES } from "../../events/cloudtrail/s3-event-names";
import { defineDetection } from "../engine/define-detection";
import { calls, callsToProtectedBuckets } from "../engine/listen";
import { SINGLE_DELETES } from "../facts/deletions";
import { judgeTheft, losingBucket, stepOfTheft, THEFT_THEN_DELETION_HOURS } from "../facts/theft-and-deletion";

/** Extortion: the data is stolen first and destroyed then. */
export const s3CopiedOutThenDeleted = defineDetection({
  id: "s3.copied-out-then-deleted",
  title: "S3 objects copied to an account that is not trusted, then deleted",
  enabledByDefault: true,
  severity: "critical",
  log: "CloudTrail data events",
  purpose: "access",
  patterns: (settings) => [calls("s3", COPY_NAMES), ...callsToProtectedBuckets(settings, [...SINGLE_DELETES])],
  matches: (event, context) => judgeTheft(event, context, SINGLE_DELETES),
  dedupBy: losingBucket,
  state: {
    kind: "sequence",
    withinMinutes: THEFT_THEN_DELETION_HOURS * 60,
    steps: [
      { what: "copies to an account that is not trusted", reach: 10 },
      { what: "deletions", reach: 10 },
    ],
    stepOf: stepOfTheft,
  },
});
