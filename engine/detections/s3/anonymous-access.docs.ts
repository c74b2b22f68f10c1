import type { DetectionDocs } from "../engine/detection-docs";
import { ACCESS_POINTS, OTHER_BUCKETS } from "../facts/blind-spots";

export const s3AnonymousAccessDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0009:T1530"],
  description:
    "A request without credentials to a protected bucket succeeded, from any address: what it read, everyone may read (high), and what " +
    "it wrote or deleted, everyone may (critical).",
  misses: [
    "objects that are public and were not requested yet: the posture checks find these",
    "presigned URLs, which carry the credentials of their signer",
    "browsers' preflight requests, which are anonymous by nature",
    ACCESS_POINTS,
    OTHER_BUCKETS,
  ],
  falsePositives: ["buckets that are public on purpose: suppress them by name"],
  runbook: [
    "Enable the bucket's four public access block settings, unless it is public on purpose.",
    "Find in the bucket's policy and in the object's ACL what allows everyone, and who put it there.",
    "List the anonymous requests, with `palisade hunt detection.s3.anonymous-access` over the trail's log files, and treat what they read as disclosed.",
  ],
};
