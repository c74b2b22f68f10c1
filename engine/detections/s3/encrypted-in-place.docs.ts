import type { DetectionDocs } from "../engine/detection-docs";
import { ACCESS_POINTS, BY_SEVERAL, OTHER_BUCKETS } from "../facts/blind-spots";

export const s3EncryptedInPlaceDocs: DetectionDocs = {
  status: "test",
  attack: ["TA0040:T1486"],
  description:
    "One caller copied 20 objects of a protected bucket onto themselves within 15 minutes with an encryption that the request chose, or " +
    "changed the encryption of as many; critical if the key is of an account that is not trusted. Objects under the caller's own key (SSE-C) " +
    "are s3.customer-key-encryption-burst's.",
  misses: [
    "objects over 5 GB, which are copied in parts that do not name the encryption",
    "objects that are downloaded, and uploaded again under another key",
    BY_SEVERAL,
    ACCESS_POINTS,
    OTHER_BUCKETS,
  ],
  falsePositives: ["a planned change of a bucket's key, which encrypts its old objects anew"],
  runbook: [
    "Ask whether the bucket's key is being changed at this time, and whether the key in the alert is the planned one.",
    "If not, revoke the caller's sessions and keys, and see in the key's policy that you can still use the key and cancel its deletion.",
    "Restore the objects from their earlier versions or from backups.",
  ],
};
