import type { DetectionDocs } from "../engine/detection-docs";

export const iamRootCredentialsChangedDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0003:T1098.001"],
  description:
    "Root got an access key, a signing certificate or a password, or its password was changed or asked for by e-mail.",
  misses: [
    "a new e-mail address of the account, with which a password can be asked for",
    "a new MFA device (iam.mfa-device-added)",
  ],
  falsePositives: ["rotation of the root password by the people who hold it", "an account's first set-up"],
  runbook: [
    "Ask the people who hold the root password whether one of them did this.",
    "If no one did, delete the access key, reset the password through the account's mailbox, renew the MFA device, and call AWS Support if you cannot get in.",
    "Root needs no access keys: delete those that exist.",
  ],
};
