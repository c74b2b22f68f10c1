import { defineDetection } from "../engine/define-detection";
import { customerKeyWrites } from "../facts/customer-key-writes";
import { actorInWords, originInWords } from "../facts/wording";

/** Ransomware at work. */
export const s3CustomerKeyEncryptionBurst = defineDetection({
  id: "s3.customer-key-encryption-burst",
  title: "Many S3 objects encrypted with a key that only the caller has (SSE-C)",
  enabledByDefault: true,
  severity: "critical",
  log: "CloudTrail data events",
  purpose: "access",
  ...customerKeyWrites((event) => ({
    severity: "critical",
    summary: `${actorInWords(event.actor)} is encrypting object after object in bucket ${event.bucket} with a key that AWS does not have, from ${originInWords(event)}`,
  })),
  state: { kind: "threshold", reach: 20, withinMinutes: 15, unit: "objects or parts" },
});
