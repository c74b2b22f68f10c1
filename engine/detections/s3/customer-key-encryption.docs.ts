import type { DetectionDocs } from "../engine/detection-docs";
import { ACCESS_POINTS, OTHER_BUCKETS } from "../facts/blind-spots";

export const s3CustomerKeyEncryptionDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0040:T1486"],
  description:
    "An object in a protected bucket was written with server-side encryption under a key of the caller's own. Ransomware does that; hardly " +
    "anyone else does, and new buckets refuse it by default. s3.customer-key-encryption-burst says when it becomes many.",
  misses: [
    "objects that were encrypted before their upload",
    "multipart uploads whose records lack both the header and what S3 applied",
    ACCESS_POINTS,
    OTHER_BUCKETS,
  ],
  falsePositives: ["an application that keeps its own keys on purpose: suppress it by its role and bucket"],
  runbook: [
    "Ask the caller's owner whether the application keeps its own keys. If it does not, revoke its sessions and keys at once.",
    "Refuse SSE-C for the bucket with BlockedEncryptionTypes in its default encryption.",
    "Restore the objects from their earlier versions or from backups.",
  ],
};
