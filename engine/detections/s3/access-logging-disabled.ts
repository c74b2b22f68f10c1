import { fieldsOf, textOf } from "../../events/fields";
import { bucketInWords, defineBucketChange, isProtected, parametersOf } from "../facts/bucket-change";
import { LOGGING_NAMES, stopsLogging } from "../facts/disabled-control";
import { actorInWords } from "../facts/wording";

/** No one writes down any more who reads a bucket. */
export const s3AccessLoggingDisabled = defineBucketChange({
  id: "s3.access-logging-disabled",
  title: "S3 server access logging was disabled or sent elsewhere",
  enabledByDefault: true,
  severity: "medium",
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
