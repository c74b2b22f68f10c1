import { defineDetection } from "../engine/define-detection";
import { callsToProtectedBuckets } from "../engine/rule-patterns";
import { isAwsItself } from "../facts/aws-itself";
import { bytesOut, DOWNLOAD_NAMES, DOWNLOADS, severityOfDownload } from "../facts/downloads";
import { callerBucketAddress } from "../facts/judge";
import { isProtectedCall } from "../facts/protected-call";
import { actorInWords, originInWords } from "../facts/wording";

const MEGABYTE = 1_000_000;

/** The plain way to steal data: read all of it. */
export const s3BulkDownload = defineDetection({
  id: "s3.bulk-download",
  title: "Large amount of data downloaded from an S3 bucket",
  enabledByDefault: true,
  severity: "medium",
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
