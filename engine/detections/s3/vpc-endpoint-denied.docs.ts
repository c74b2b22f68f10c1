import type { DetectionDocs } from "../engine/detection-docs";
import { NEEDS_NETWORK_ACTIVITY } from "../facts/network-activity";

export const s3VpcEndpointDeniedDocs: DetectionDocs = {
  status: "test",
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
    "If no one knows the bucket or the identity, isolate the machine: it tried to carry data out.",
  ],
};
