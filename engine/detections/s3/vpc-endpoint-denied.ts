import { defineDetection } from "../engine/define-detection";
import { callerEndpointBucket, callsThroughEndpoints, isNetworkActivity } from "../facts/network-activity";
import { actorInWords, originInWords } from "../facts/wording";

/** No other log shows this: S3 reports it to neither caller nor owner. */
export const s3VpcEndpointDenied = defineDetection({
  id: "s3.vpc-endpoint-denied",
  title: "VPC endpoint policy refused an S3 request",
  enabledByDefault: false,
  severity: "medium",
  log: "CloudTrail network activity events",
  purpose: "denied",
  patterns: () => callsThroughEndpoints(undefined, "denied"),
  matches: (event) => {
    if (!isNetworkActivity(event) || event.errorCode !== "VpceAccessDenied") return undefined;
    return {
      summary: `${actorInWords(event.actor)} was refused ${event.name} on bucket ${event.bucket ?? "unknown"} by a VPC endpoint's policy, from ${originInWords(event)}`,
    };
  },
  dedupBy: callerEndpointBucket,
});
