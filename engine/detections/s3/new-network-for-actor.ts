import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { LISTING_EVENT_NAMES, OBJECT_EVENT_NAMES } from "../../events/cloudtrail/s3-event-names";
import { defineDetection } from "../engine/define-detection";
import { callsToProtectedBuckets } from "../engine/listen";
import { isAwsItself } from "../facts/aws-itself";
import { ACCESS_POINTS, OTHER_BUCKETS } from "../facts/blind-spots";
import { networkOf } from "../facts/network-of";
import { isProtectedCall } from "../facts/protected-call";
import { actorInWords, originInWords } from "../facts/wording";

const CALL_NAMES = [...OBJECT_EVENT_NAMES, ...LISTING_EVENT_NAMES];
const NAMES: ReadonlySet<string> = new Set(CALL_NAMES);

/** Stolen credentials are used from elsewhere. */
export const s3NewNetworkForActor = defineDetection({
  id: "s3.new-network-for-actor",
  title: "Protected S3 bucket used from a network that is new for the caller",
  status: "experimental",
  enabledByDefault: false,
  severity: "medium",
  attack: ["TA0001:T1078.004"],
  description:
    "A caller reached a protected bucket from a network where it was not seen before: the /16 of an IPv4 address, the /32 of an IPv6 one. " +
    "The detection's first 14 days are for learning; after them a new caller's first network is new as well. Off by default: each request is " +
    "looked up and people travel.",
  misses: [
    "country and network operator (ASN), which are not looked at: a stranger in the same /16 is no stranger here",
    "callers and networks that come in the detection's first 14 days, counted from the first request that it sees",
    "a caller that has come from 2,000 networks",
    "requests through VPC endpoints and AWS services, which have no public address, and anonymous ones, which are nobody's habit",
    ACCESS_POINTS,
    OTHER_BUCKETS,
  ],
  falsePositives: [
    "people who travel, mobile networks, and functions and containers with changing public addresses",
    "new colleagues and applications, once each",
  ],
  runbook: [
    "Ask the caller's owner whether they are at this address.",
    "If not, revoke the caller's sessions and keys, and see what was read from this address.",
  ],
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
