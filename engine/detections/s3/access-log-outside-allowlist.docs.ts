import type { DetectionDocs } from "../engine/detection-docs";
import { LATE, OTHER_BUCKETS } from "../facts/access-log-wording";

export const s3AccessLogOutsideAllowlistDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0009:T1530"],
  description:
    "A request to a protected bucket came from an address that its perimeter does not allow. It was answered (high), refused (medium), or ended in another error such as NoSuchKey (medium). " +
    "CloudTrail shows most of these sooner; the access log also has those that CloudTrail never records. `accessLogs.monitor` in " +
    "palisade.yaml narrows it to some buckets.",
  misses: [
    "lines without an address, and those of AWS services, which an address does not place",
    "requests from a private address where the perimeter allows VPCs or endpoints: lines do not say which one it was",
    "sessions of a role whose name is allowed under a path: lines leave the path out",
    "browsers' preflight requests, of which no policy is asked",
    "where the scope is data, requests about a bucket's settings, and the listing of its keys unless it was refused",
    LATE,
    OTHER_BUCKETS,
  ],
  falsePositives: [
    "colleagues whose network is not on the allowlist yet",
    "AWS services that act on a caller's behalf, which lines do not say",
  ],
  runbook: [
    "Look at the status: below 400 the request was answered, so look whether the bucket's policy still has the perimeter's Deny, run a plan, and apply.",
    "Ask whether the caller is one of yours at a new address. If so, add the network under `allow` in palisade.yaml and deploy.",
    "If no one knows the caller, revoke the credentials that it used, treat what it read as disclosed, and notify the people whom the data concerns.",
  ],
};
