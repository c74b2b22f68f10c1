import { s3Access } from "../../events/cloudtrail/s3-event-names";
import { defineDetection } from "../engine/define-detection";
import { callsToBuckets } from "../engine/rule-patterns";
import { isAwsItself } from "../facts/aws-itself";
import { BATCH_DELETE_NAMES } from "../facts/deletions";
import { callerBucket } from "../facts/protected-call";
import { actorInWords, originInWords } from "../facts/wording";

const TAMPER_NAMES = [
  "DeleteObject",
  ...BATCH_DELETE_NAMES,
  "PutObject",
  "PostObject",
  "CopyObject",
  "CompleteMultipartUpload",
] as const;
const NAMES: ReadonlySet<string> = new Set(TAMPER_NAMES);

/** Only AWS writes logs; anyone else who does covers tracks. */
export const s3LogObjectTampered = defineDetection({
  id: "s3.log-object-tampered",
  title: "Log file in S3 deleted or written by somebody other than AWS",
  enabledByDefault: true,
  severity: "high",
  log: "CloudTrail data events",
  purpose: "access",
  patterns: ({ logBuckets, partition }) =>
    callsToBuckets({ buckets: logBuckets, partition }, TAMPER_NAMES, { outcome: "any" }),
  matches: (event, context) => {
    if (!NAMES.has(event.name) || event.service !== "s3.amazonaws.com" || event.bucket === undefined) return undefined;
    if (!context.isLogBucket(event.bucket) || isAwsItself(event)) return undefined;
    const isDeletion = s3Access(event) === "delete";
    const isDone = event.errorCode === undefined;
    const what = `${isDone ? "" : "tried to "}${verb(isDeletion, isDone)}`;
    return {
      severity: isDeletion && isDone ? "critical" : "high",
      summary: `${actorInWords(event.actor)} ${what} a log file in bucket ${event.bucket} from ${originInWords(event)}`,
    };
  },
  dedupBy: callerBucket,
});

function verb(isDeletion: boolean, isDone: boolean): string {
  if (isDeletion) return isDone ? "deleted" : "delete";
  return isDone ? "wrote" : "write";
}
