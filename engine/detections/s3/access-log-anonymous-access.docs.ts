import type { DetectionDocs } from "../engine/detection-docs";
import { LATE, OTHER_BUCKETS } from "../facts/access-log-wording";

export const s3AccessLogAnonymousAccessDocs: DetectionDocs = {
  status: "test",
  attack: ["TA0009:T1530"],
  description:
    "A protected bucket answered a request without credentials: what it read, everyone may read (high), and what it wrote or deleted, " +
    "everyone may (critical). Off by default, because s3.anonymous-access reports the same from CloudTrail's data events, and sooner.",
  misses: [
    "presigned URLs, which carry the credentials of their signer",
    "browsers' preflight requests, which are anonymous by nature",
    LATE,
    OTHER_BUCKETS,
  ],
  falsePositives: ["buckets that are public on purpose: suppress them by name"],
  runbook: [
    "Enable the bucket's four public access block settings, unless it is public on purpose.",
    "Find in the bucket's policy and in the object's ACL what allows everyone, and who put it there.",
    "List the lines without a requester, and treat what they read as disclosed.",
  ],
};
