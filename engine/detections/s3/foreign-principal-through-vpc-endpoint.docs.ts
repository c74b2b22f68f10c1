import type { DetectionDocs } from "../engine/detection-docs";
import { NEEDS_NETWORK_ACTIVITY } from "../facts/network-activity";

export const s3ForeignPrincipalThroughVpcEndpointDocs: DetectionDocs = {
  status: "test",
  attack: ["TA0010:T1537"],
  description:
    "A request went through one of the account's VPC endpoints with credentials of an account that is not trusted (medium), or of which the " +
    "record does not say (low), or wrote without any (medium). Off by default, as it needs a trail with network activity events.",
  misses: [
    NEEDS_NETWORK_ACTIVITY,
    "anonymous reads, which every package manager makes",
    "requests that the endpoint's policy refused, which s3.vpc-endpoint-denied reports",
  ],
  falsePositives: [
    "AWS's own accounts, which sign the URLs of container images and packages in S3",
    "suppliers' tools with their own credentials",
  ],
  runbook: [
    "See which machine in the VPC made the request, by its address in the flow logs, and ask its owner for the account.",
    "If the account is known, add it to the trusted accounts in palisade.yaml.",
    "If not, isolate the machine, and restrict the endpoint's policy to principals of your organization (aws:PrincipalOrgID).",
  ],
};
