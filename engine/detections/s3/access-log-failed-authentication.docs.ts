import type { DetectionDocs } from "../engine/detection-docs";
import { LATE, OTHER_BUCKETS } from "../facts/access-log-wording";

export const s3AccessLogFailedAuthenticationDocs: DetectionDocs = {
  status: "test",
  attack: ["TA0006:T1110", "TA0007:T1619"],
  description:
    "One address sent 20 requests to a protected bucket within an hour that S3 could not or would not authenticate: a wrong signature, an " +
    "unknown or expired key, an expired presigned URL, or no credentials at all where they are needed. CloudTrail does not record requests " +
    "that fail authentication.",
  misses: [
    "tries that are spread over many addresses",
    "tries with keys that work: they are ordinary requests",
    LATE,
    OTHER_BUCKETS,
  ],
  falsePositives: [
    "applications with rotated keys or a wrong clock, and links to objects that are no longer public or have expired",
    "crawlers that once knew a public object",
  ],
  runbook: [
    "Look at the error codes of the address in the access log. InvalidAccessKeyId and SignatureDoesNotMatch are tried keys, AccessDenied without a requester is a caller without any.",
    "If the address is one of yours, find the application and give it working credentials.",
    "If not, look what else came from the address, and whether any of its requests was answered.",
  ],
};
