import type { DetectionDocs } from "../engine/detection-docs";

export const iamMfaDeviceAddedDocs: DetectionDocs = {
  status: "test",
  attack: ["TA0003:T1098.005", "TA0003:T1556.006"],
  description:
    "An MFA device was made or switched on where its owner did not sit before the console: for another user, by a user's temporary keys that the console did not issue, or for root, where it is more severe.",
  misses: [
    "a thief in the user's own console session",
    "a thief with the user's long-lived keys: their owners add devices that way too",
    "devices of IAM Identity Center and of identity providers",
  ],
  falsePositives: [
    "administrators who hand out hardware keys",
    "users who work with session tokens on the command line",
  ],
  runbook: [
    "Ask the user whether the device is theirs.",
    "If it is not, deactivate it, take away the user's password and keys, and end their sessions.",
  ],
};
