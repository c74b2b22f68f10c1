import type { DetectionDocs } from "../engine/detection-docs";
import { ACCESS_POINTS, OTHER_BUCKETS } from "../facts/blind-spots";

export const s3NewNetworkForActorDocs: DetectionDocs = {
  status: "experimental",
  attack: ["TA0001:T1078.004"],
  description:
    "A caller reached a protected bucket from a network where it was not seen before: the /16 of an IPv4 address, the /32 of an IPv6 one. " +
    "The detection's first 14 days are for learning; after them a new caller's first network is new as well. Off by default: each request is " +
    "looked up and people travel.",
  misses: [
    "country and network operator (ASN), which are not looked at: a stranger in the same /16 is no stranger here",
    "callers and networks that come in the detection's first 14 days, counted from the first request that it sees",
    "a caller that has come from 2,000 networks",
    "requests through VPC endpoints and AWS services, which have no public address, and anonymous ones, which no caller is known by",
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
};
