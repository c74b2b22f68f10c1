import { OBJECT_EVENT_NAMES } from "../../events/cloudtrail/s3-event-names";
import { defineDetection } from "../engine/define-detection";
import {
  callerEndpointBucket,
  callsThroughEndpoints,
  endpointAccountOf,
  isNetworkActivity,
} from "../facts/network-activity";
import { actorInWords, originInWords } from "../facts/wording";

const NAMES: ReadonlySet<string> = new Set(OBJECT_EVENT_NAMES);

/** Through an endpoint one expects the VPC's private addresses. */
export const s3OutsideAddressThroughVpcEndpoint = defineDetection({
  id: "s3.outside-address-through-vpc-endpoint",
  title: "S3 request from a public address through a VPC endpoint",
  enabledByDefault: false,
  severity: "medium",
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
