import type { DetectionDocs } from "../engine/detection-docs";

export const accountKmsKeyImpairedDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0040:T1485", "TA0040:T1486"],
  description:
    "A key of the account was disabled, is to be deleted, lost its imported material, or its policy allows an account that palisade.yaml does not trust. Any key: records do not say which buckets it protects. Less severe: its yearly rotation was switched off.",
  misses: [
    "keys of other accounts, with which buckets may be encrypted",
    "grants, which let others use a key without its policy",
    "which buckets the key protects",
  ],
  falsePositives: [
    "keys that are given up together with what they protected, as test systems are",
    "vendors and partners: list their accounts under trusted accounts in palisade.yaml",
  ],
  runbook: [
    "Cancel the deletion (`aws kms cancel-key-deletion`) and enable the key (`aws kms enable-key`) before you ask: until then no one can read what it protects.",
    "Look which buckets, tables and disks use the key, and ask the caller for the reason.",
    "If there is none, revoke the caller's credentials and look what else they changed.",
  ],
};
