import type { DetectionDocs } from "../engine/detection-docs";
import { NEEDS_NETWORK_ACTIVITY } from "../facts/network-activity";

export const s3OutsideAddressThroughVpcEndpointDocs: DetectionDocs = {
  status: "experimental",
  attack: ["TA0011:T1090"],
  description:
    "A request for objects went through one of the account's VPC endpoints and came from a public address, as if the VPC were used as " +
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
};
