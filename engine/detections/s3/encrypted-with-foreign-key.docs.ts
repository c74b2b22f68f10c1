import type { DetectionDocs } from "../engine/detection-docs";
import { ACCESS_POINTS, OTHER_BUCKETS } from "../facts/blind-spots";

export const s3EncryptedWithForeignKeyDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0040:T1486"],
  description:
    "An object in a protected bucket was written, copied or encrypted anew under a KMS key of an account that is not trusted. Its owner can " +
    "take the key away and hold the data to ransom.",
  misses: [
    "a foreign key that the record names without its account, by a bare id or alias, and that S3's answer does not name either",
    "keys of the own account that another principal controls or schedules for deletion",
    ACCESS_POINTS,
    OTHER_BUCKETS,
  ],
  falsePositives: ["a central account for keys that is not listed among the trusted ones yet"],
  runbook: [
    "Ask whether the key's account is yours. If so, add it to the trusted accounts in palisade.yaml.",
    "If not, revoke the caller's sessions and keys at once: every further object is lost, too.",
    "Restore the objects from their earlier versions or from backups, and do not delete anything before.",
  ],
};
