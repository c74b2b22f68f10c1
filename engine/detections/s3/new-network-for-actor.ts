import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { LISTING_EVENT_NAMES, OBJECT_EVENT_NAMES } from "../../events/cloudtrail/s3-event-names";
import { defineDetection } from "../engine/define-detection";
import { callsToProtectedBuckets } from "../engine/rule-patterns";
import { isAwsItself } from "../facts/aws-itself";
import { networkOf } from "../facts/network-of";
import { isProtectedCall } from "../facts/protected-call";
import { actorInWords, originInWords } from "../facts/wording";

const CALL_NAMES = [...OBJECT_EVENT_NAMES, ...LISTING_EVENT_NAMES];
const NAMES: ReadonlySet<string> = new Set(CALL_NAMES);

/** Stolen credentials are used from elsewhere. */
export const s3NewNetworkForActor = defineDetection({
  id: "s3.new-network-for-actor",
  title: "Protected S3 bucket used from a network that is new for the caller",
  enabledByDefault: false,
  severity: "medium",
  log: "CloudTrail data events",
  purpose: "access",
  patterns: (settings) => callsToProtectedBuckets(settings, CALL_NAMES),
  matches: (event, context) => {
    if (!isProtectedCall(event, context, NAMES)) return undefined;
    const network = networkOfCaller(event);
    if (network === undefined || event.actor.kind === "anonymous" || isAwsItself(event)) return undefined;
    return {
      summary: `${actorInWords(event.actor)} used bucket ${event.bucket} from ${originInWords(event)}, in a network that is new for it`,
      details: { Network: network },
    };
  },
  dedupBy: (event) => [event.actor.id, networkOfCaller(event) ?? ""],
  state: {
    kind: "first-seen",
    by: ({ actor }) => [actor.id],
    valueOf: (event) => networkOfCaller(event) ?? "",
    learningDays: 14,
  },
});

function networkOfCaller({ source }: CloudTrailEvent): string | undefined {
  return source.kind === "public" ? networkOf(source.address) : undefined;
}
