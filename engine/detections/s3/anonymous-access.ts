import { LISTING_EVENT_NAMES, OBJECT_EVENT_NAMES, s3Access } from "../../events/cloudtrail/s3-event-names";
import { defineDetection } from "../engine/define-detection";
import { callsToProtectedBuckets } from "../engine/rule-patterns";
import { isProtectedCall } from "../facts/protected-call";
import { originInWords } from "../facts/wording";

const CALL_NAMES = [...OBJECT_EVENT_NAMES, ...LISTING_EVENT_NAMES];
const NAMES: ReadonlySet<string> = new Set(CALL_NAMES);

/** The bucket is public for this, whatever its settings look like. */
export const s3AnonymousAccess = defineDetection({
  id: "s3.anonymous-access",
  title: "Protected S3 bucket used by somebody without any credentials",
  enabledByDefault: true,
  severity: "high",
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
