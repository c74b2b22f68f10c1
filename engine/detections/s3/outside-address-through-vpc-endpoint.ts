import { OBJECT_EVENT_NAMES } from "../../events/cloudtrail/s3-event-names";
import { defineDetection } from "../engine/define-detection";
import {
  callerEndpointBucket,
  callsThroughEndpoints,
  endpointAccountOf,
  isNetworkActivity,
  NEEDS_NETWORK_ACTIVITY,
} from "../facts/network-activity";
import { actorInWords, originInWords } from "../facts/wording";

const NAMES: ReadonlySet<string> = new Set(OBJECT_EVENT_NAMES);

/** Through an endpoint one expects the VPC's private addresses. */
export const s3OutsideAddressThroughVpcEndpoint = defineDetection({
  id: "s3.outside-address-through-vpc-endpoint",
  title: "S3 request from a public address through a VPC endpoint",
  status: "experimental",
  enabledByDefault: false,
  severity: "medium",
  attack: ["TA0011:T1090"],
  description:
    "A request for objects went through one of the account's VPC endpoints and came from a public address, as if somebody used the VPC as " +
    "a way in. Off by default, as it needs a trail with network activity events.",
  misses: [
    NEEDS_NETWORK_ACTIVITY,
    "relays within the VPC that put a private address in place of the public one",
    "endpoints of other accounts: the S3 console uses one of AWS's, and records name it beside the person's own address",
  ],
  falsePositives: ["VPCs and offices behind Direct Connect that use public addresses inside"],
  runbook: [
    "See whether the address is one that your networks use inside.",
    "If not, find the interface or gateway that let it into the VPC, and restrict its security group.",
    "See what the caller read and wrote from there, with `palisade hunt actor-timeline` over the trail's log files.",
  ],
  log: "CloudTrail network activity events",
  purpose: "access",
  patterns: () => callsThroughEndpoints(OBJECT_EVENT_NAMES, "success"),
  matches: (event, { isTrustedAccount }) => {
    if (!isNetworkActivity(event) || !NAMES.has(event.name) || event.errorCode !== undefined) return undefined;
    if (event.source.kind !== "public") return undefined;
    const owner = endpointAccountOf(event);
    if (owner !== undefined && !isTrustedAccount(owner)) return undefined;
    return {
      summary: `${actorInWords(event.actor)} used ${event.name} on bucket ${event.bucket ?? "unknown"} from ${originInWords(event)}, a public address`,
    };
  },
  dedupBy: callerEndpointBucket,
});
