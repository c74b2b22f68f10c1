import { LISTING_EVENT_NAMES, OBJECT_EVENT_NAMES, s3Access } from "../../events/cloudtrail/s3-event-names";
import { defineDetection } from "../engine/define-detection";
import { callsToProtectedBuckets } from "../engine/listen";
import { ACCESS_POINTS, OTHER_BUCKETS } from "../facts/blind-spots";
import { isProtectedCall } from "../facts/protected-call";
import { originInWords } from "../facts/wording";

const CALL_NAMES = [...OBJECT_EVENT_NAMES, ...LISTING_EVENT_NAMES];
const NAMES: ReadonlySet<string> = new Set(CALL_NAMES);

/** The bucket is public for this, whatever its settings look like. */
export const s3AnonymousAccess = defineDetection({
  id: "s3.anonymous-access",
  title: "Protected S3 bucket used by somebody without any credentials",
  status: "stable",
  enabledByDefault: true,
  severity: "high",
  attack: ["TA0009:T1530"],
  description:
    "A request without credentials to a protected bucket succeeded, from whatever address: what it read everybody may read (high), and what " +
    "it wrote or deleted everybody may (critical).",
  misses: [
    "objects that are public and that nobody has asked for yet: the posture checks find these",
    "presigned URLs, which carry somebody's credentials",
    "browsers' preflight requests, which are anonymous by nature",
    ACCESS_POINTS,
    OTHER_BUCKETS,
  ],
  falsePositives: ["buckets that are public on purpose: suppress them by name"],
  runbook: [
    "Enable the bucket's four public access block settings, unless it is public on purpose.",
    "Find in the bucket's policy and in the object's ACL what lets everybody in, and who put it there.",
    "List the anonymous requests, with `palisade hunt detection.s3.anonymous-access` over the trail's log files, and treat what they read as disclosed.",
  ],
  log: "CloudTrail data events",
  purpose: "access",
  patterns: (settings) => callsToProtectedBuckets(settings, CALL_NAMES),
  matches: (event, context) => {
    if (event.actor.kind !== "anonymous" || !isProtectedCall(event, context, NAMES)) return undefined;
    return {
      severity: s3Access(event) === "read" ? "high" : "critical",
      summary: `an anonymous caller succeeded with ${event.name} on bucket ${event.bucket} from ${originInWords(event)}`,
    };
  },
  // One public bucket is one incident, and not one for each of the world's addresses.
  dedupBy: ({ bucket }) => [bucket ?? ""],
});
