import type { DetectionDocs } from "../engine/detection-docs";

export const s3ForeignEncryptionKeyDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0040:T1486"],
  description:
    "Default encryption of a bucket was set to a KMS key of an account that is neither the own one nor trusted, whose owner can make new objects unreadable for everyone. Medium where the key's ARN does not show its account.",
  misses: ["a foreign key that is given with single uploads or copies"],
  falsePositives: ["accounts that keep the keys of others: list them as trusted in palisade.yaml"],
  runbook: [
    "Set the bucket's encryption back: aws s3api put-bucket-encryption with a key of your own.",
    "Copy the objects that were written since onto themselves while the foreign key still lets you.",
    "Revoke the credentials that made the change if their owner did not make it.",
  ],
};
