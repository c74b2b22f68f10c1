import { defineDetection } from "../engine/define-detection";
import { callsToProtectedBuckets } from "../engine/listen";
import { isAwsItself } from "../facts/aws-itself";
import { ACCESS_POINTS, BY_SEVERAL, OTHER_BUCKETS } from "../facts/blind-spots";
import { DOWNLOAD_NAMES, DOWNLOADS, severityOfDownload } from "../facts/downloads";
import { callerBucketAddress } from "../facts/judge";
import { isProtectedCall } from "../facts/protected-call";
import { actorInWords, originInWords } from "../facts/wording";

/** Small objects leak without many bytes. */
export const s3ManyObjectsRead = defineDetection({
  id: "s3.many-objects-read",
  title: "Many objects read from an S3 bucket",
  status: "test",
  enabledByDefault: false,
  severity: "medium",
  attack: ["TA0009:T1530"],
  description:
    "One caller at one address read objects of a protected bucket 500 times within ten minutes. Off by default, since an application " +
    "that reads once a second gets there; switch it on for buckets of small, valuable objects. Medium for roles, else high.",
  misses: ["reads that stay under the threshold", BY_SEVERAL, ACCESS_POINTS, OTHER_BUCKETS],
  falsePositives: ["most applications: raise the threshold to more than yours read, or suppress their role and bucket"],
  runbook: [
    "Ask the caller's owner what was read and why, and compare with what the caller read on other days.",
    "If nobody knows, revoke the caller's sessions and keys, and deny it the bucket.",
    "List the objects that it read, with `palisade hunt actor-timeline` over the trail's log files, and treat them as disclosed.",
  ],
  log: "CloudTrail data events",
  purpose: "access",
  patterns: (settings) => callsToProtectedBuckets(settings, DOWNLOAD_NAMES),
  matches: (event, context) => {
    if (!isProtectedCall(event, context, DOWNLOADS) || isAwsItself(event)) return undefined;
    return {
      severity: severityOfDownload(event),
      summary: `${actorInWords(event.actor)} is reading object after object in bucket ${event.bucket} from ${originInWords(event)}`,
    };
  },
  dedupBy: callerBucketAddress,
  state: { kind: "threshold", reach: 500, withinMinutes: 10, unit: "reads" },
});
