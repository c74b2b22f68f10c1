import { fieldsOf, textOf } from "../../events/fields";
import { bucketInWords, defineBucketChange, isProtected, parametersOf } from "../facts/bucket-change";
import { LOGGING_NAMES, stopsLogging } from "../facts/disabled-control";
import { actorInWords } from "../facts/wording";

/** Nobody writes down any more who reads a bucket. */
export const s3AccessLoggingDisabled = defineBucketChange({
  id: "s3.access-logging-disabled",
  title: "S3 server access logging was disabled or sent elsewhere",
  status: "stable",
  enabledByDefault: true,
  severity: "medium",
  attack: ["TA0005:T1562.008"],
  description:
    "Server access logging of a bucket was switched off, which is high, or that of a protected bucket was pointed at a bucket that palisade.yaml does not know as one for logs, which is medium.",
  misses: ["logs that are deleted in the target bucket", "a target prefix that is changed"],
  falsePositives: ["buckets that are being taken down", "buckets that log to a target that is not in palisade.yaml"],
  runbook: [
    "Switch logging on again: aws s3api put-bucket-logging.",
    "Until then CloudTrail's data events are the only witness: look there for what the same caller did since.",
    "Revoke the credentials that made the change if their owner did not make it.",
  ],
  names: LOGGING_NAMES,
  matches: (event, context) => {
    const who = actorInWords(event.actor);
    const where = bucketInWords(event);
    if (stopsLogging(event)) {
      return { severity: "high", summary: `${who} disabled server access logging of ${where}` };
    }
    const status = fieldsOf(parametersOf(event)["BucketLoggingStatus"]);
    const target = textOf(fieldsOf(status["LoggingEnabled"])["TargetBucket"]);
    if (target === undefined || context.isLogBucket(target) || !isProtected(event, context)) return undefined;
    return { severity: "medium", summary: `${who} sent server access logs of ${where} to bucket ${target}` };
  },
});
