import { s3Access } from "../../events/cloudtrail/s3-event-names";
import { defineDetection } from "../engine/define-detection";
import { callsToBuckets } from "../engine/listen";
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

/** Only AWS writes logs; whoever else does covers tracks. */
export const s3LogObjectTampered = defineDetection({
  id: "s3.log-object-tampered",
  title: "Log file in S3 deleted or written by somebody other than AWS",
  status: "stable",
  enabledByDefault: true,
  severity: "high",
  attack: ["TA0005:T1070", "TA0005:T1562.008"],
  description:
    "Somebody deleted objects in a bucket of trails' or access logs (critical), or wrote one or tried either (high). AWS's own services " +
    "write logs there, and nobody else should.",
  misses: [
    "everything, unless another trail logs the log bucket's object events: Palisade's own does not, as a trail that logs its own logging never ends",
    "a lifecycle rule that expires logs, which is no call; the rule's change is one",
  ],
  falsePositives: ["whoever takes Palisade down and empties its log bucket", "tools that move or compress logs"],
  runbook: [
    "Ask the caller's owner whether logs are moved or Palisade is taken down. If not, revoke the caller's sessions and keys.",
    "Restore the objects from their versions, and validate the trail's files: `aws cloudtrail validate-logs`.",
    "See what the caller did in the hours that the missing files cover, in CloudTrail's event history.",
  ],
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
