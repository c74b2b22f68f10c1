import { defineDetection } from "../engine/define-detection";
import {
  callerEndpointBucket,
  callsThroughEndpoints,
  isNetworkActivity,
  NEEDS_NETWORK_ACTIVITY,
} from "../facts/network-activity";
import { actorInWords, originInWords } from "../facts/wording";

/** No other log shows this: S3 tells neither caller nor owner. */
export const s3VpcEndpointDenied = defineDetection({
  id: "s3.vpc-endpoint-denied",
  title: "VPC endpoint policy refused an S3 request",
  status: "test",
  enabledByDefault: false,
  severity: "medium",
  attack: ["TA0010:T1567", "TA0007:T1526"],
  description:
    "The policy of one of the account's VPC endpoints refused an S3 request: something within the VPC wanted a bucket that the endpoint does " +
    "not lead to, or came with an identity that it does not let through. Off by default, as it needs a trail with network activity events.",
  misses: [NEEDS_NETWORK_ACTIVITY, "endpoints of other accounts, through which protected buckets are reached as well"],
  falsePositives: [
    "new buckets and tools that the endpoint's policy does not know yet, such as repositories of packages in S3",
  ],
  runbook: [
    "See which machine in the VPC made the request, by its address in the flow logs.",
    "If the bucket is one of yours or of a supplier, add it to the endpoint's policy.",
    "If nobody knows the bucket or the identity, isolate the machine: it tried to carry data out.",
  ],
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
