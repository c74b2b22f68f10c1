import { defineDetection } from "../engine/define-detection";
import { customerKeyWrites } from "../facts/customer-key-writes";
import { actorInWords, originInWords } from "../facts/wording";

/** AWS keeps no copy of such a key, so that without it no one ever reads the object again. */
export const s3CustomerKeyEncryption = defineDetection({
  id: "s3.customer-key-encryption",
  title: "S3 object encrypted with a key that only the caller has (SSE-C)",
  enabledByDefault: true,
  severity: "high",
  log: "CloudTrail data events",
  purpose: "access",
  ...customerKeyWrites((event) => ({
    summary: `${actorInWords(event.actor)} encrypted an object in bucket ${event.bucket} with a key that AWS does not have, from ${originInWords(event)}`,
  })),
});
