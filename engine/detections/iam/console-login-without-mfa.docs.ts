import type { DetectionDocs } from "../engine/detection-docs";

export const iamConsoleLoginWithoutMfaDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0001:T1078.004", "TA0003:T1078.004"],
  description:
    "An IAM user signed in to the console with nothing but a password. Sessions of SAML and IAM Identity Center never say that MFA was used, because the identity provider asks for it; they do not count.",
  misses: [
    "sign-ins through an identity provider, whatever it asked for",
    "sessions made from access keys",
    "sign-ins that are logged in a region from which no events are forwarded",
  ],
  falsePositives: ["users who have no MFA device yet: give them one, or take their password away"],
  runbook: [
    "Ask the user whether the sign-in was theirs; compare the address with where they usually are.",
    "If it was not, take away the password (`aws iam delete-login-profile`) and the access keys, and read what the user did since.",
    "Give the user an MFA device and demand it by policy.",
  ],
};
