import type { DetectionDocs } from "../engine/detection-docs";
import { ACCESS_POINTS, BY_SEVERAL, OTHER_BUCKETS } from "../facts/blind-spots";

export const s3CustomerKeyEncryptionBurstDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0040:T1486"],
  description:
    "One caller wrote 20 objects or parts of a protected bucket within 15 minutes under a key of its own, which is how ransomware that uses " +
    "S3's own encryption looks; an alert of it is critical. Elastic's rule counts 20 as well, Panther's 50 within an hour.",
  misses: ["objects that were encrypted before their upload", BY_SEVERAL, ACCESS_POINTS, OTHER_BUCKETS],
  falsePositives: ["an application that keeps its own keys on purpose: suppress it by its role and bucket"],
  runbook: [
    "Revoke the caller's sessions and keys now, before more objects are lost.",
    "Refuse SSE-C for the bucket with BlockedEncryptionTypes in its default encryption, and check that versioning is still enabled.",
    "Restore the objects from their earlier versions or from backups.",
  ],
};
