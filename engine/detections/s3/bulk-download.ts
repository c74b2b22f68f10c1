import { defineDetection } from "../engine/define-detection";
import { callsToProtectedBuckets } from "../engine/listen";
import { isAwsItself } from "../facts/aws-itself";
import { ACCESS_POINTS, BY_SEVERAL, OTHER_BUCKETS } from "../facts/blind-spots";
import { bytesOut, DOWNLOAD_NAMES, DOWNLOADS, severityOfDownload } from "../facts/downloads";
import { callerBucketAddress } from "../facts/judge";
import { isProtectedCall } from "../facts/protected-call";
import { actorInWords, originInWords } from "../facts/wording";

const MEGABYTE = 1_000_000;

/** The plain way to steal data: read all of it. */
export const s3BulkDownload = defineDetection({
  id: "s3.bulk-download",
  title: "Large amount of data downloaded from an S3 bucket",
  status: "stable",
  enabledByDefault: true,
  severity: "medium",
  attack: ["TA0009:T1530", "TA0010:T1567.002"],
  description:
    "One caller at one address downloaded 50 MB from a protected bucket within ten minutes, as in Panther's query. Medium for roles, which " +
    "applications use; high for people, long-lived keys and strangers. Nobody's habits are learned, so set `threshold`, in bytes, to more than your " +
    "applications read.",
  misses: [
    "downloads that stay under the threshold",
    "bytes that CloudTrail does not record, as for requests that are cut off",
    BY_SEVERAL,
    ACCESS_POINTS,
    OTHER_BUCKETS,
  ],
  falsePositives: [
    "applications, backups and analysts that read much: raise the threshold, or suppress their role and bucket",
  ],
  runbook: [
    "Ask the caller's owner what was read and why, and compare with what the caller read on other days.",
    "If nobody knows, revoke the caller's sessions and keys, and deny it the bucket.",
    "List the objects that it read, with `palisade hunt actor-timeline` over the trail's log files, and treat them as disclosed.",
  ],
  log: "CloudTrail data events",
  purpose: "access",
  patterns: (settings) => callsToProtectedBuckets(settings, DOWNLOAD_NAMES),
  matches: (event, context) => {
    if (!isProtectedCall(event, context, DOWNLOADS) || isAwsItself(event) || bytesOut(event) === 0) return undefined;
    return {
      severity: severityOfDownload(event),
      summary: `${actorInWords(event.actor)} is downloading much from bucket ${event.bucket} from ${originInWords(event)}`,
    };
  },
  dedupBy: callerBucketAddress,
  state: { kind: "threshold", reach: 50 * MEGABYTE, withinMinutes: 10, unit: "bytes", weightOf: bytesOut },
});
