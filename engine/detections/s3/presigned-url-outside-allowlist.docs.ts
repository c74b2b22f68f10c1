import type { DetectionDocs } from "../engine/detection-docs";
import { ACCESS_POINTS, COPIED_ELSEWHERE, OTHER_BUCKETS } from "../facts/blind-spots";

export const s3PresignedUrlOutsideAllowlistDocs: DetectionDocs = {
  status: "test",
  attack: ["TA0009:T1530"],
  description:
    "A presigned URL for an object of a protected bucket was used from outside the perimeter, with success or without. Off by " +
    "default, because s3.blocked-outside-allowlist and s3.access-outside-allowlist report the same requests; this one says that a link got " +
    "around, and that its signer need not be the caller.",
  misses: [
    "requests of which the record does not say everything that the perimeter asks for",
    "URLs whose signature was wrong or expired",
    ACCESS_POINTS,
    COPIED_ELSEWHERE,
    OTHER_BUCKETS,
  ],
  falsePositives: [
    "applications that hand such links to people outside, which the perimeter blocks once it is enforced",
  ],
  runbook: [
    "Find out which application signed the URL, and for whom: the identity in the alert is the signer's.",
    "If the link leaked, revoke the signer's sessions, which ends all links signed with them.",
    "Sign for minutes instead of days, and limit the age with s3:signatureAge in the bucket's policy.",
  ],
};
