import { defineDetection } from "../engine/define-detection";
import { callsToProtectedBuckets } from "../engine/rule-patterns";
import { isAwsItself } from "../facts/aws-itself";
import { DOWNLOAD_NAMES, DOWNLOADS, severityOfDownload } from "../facts/downloads";
import { callerBucketAddress } from "../facts/judge";
import { isProtectedCall } from "../facts/protected-call";
import { actorInWords, originInWords } from "../facts/wording";

/** Small objects leak without many bytes. */
export const s3ManyObjectsRead = defineDetection({
  id: "s3.many-objects-read",
  title: "Many objects read from an S3 bucket",
  enabledByDefault: false,
  severity: "medium",
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
