import type { DetectionDocs } from "../engine/detection-docs";

export const iamIdentityProviderChangedDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0003:T1484.002", "TA0004:T1484.002"],
  description:
    "A SAML or OpenID Connect provider, or a trust anchor of IAM Roles Anywhere, was added or changed. A holder of its keys can sign in as any user or workload that the account's roles trust it with.",
  misses: ["the identity source of IAM Identity Center", "Cognito's identity pools"],
  falsePositives: ["set-up of single sign-on or of a build system", "rotation of the provider's certificate"],
  runbook: [
    "Ask the caller whose provider this is, and compare its metadata, address or certificate with the owner's.",
    "If no one knows it, delete it, look which roles trust it, and revoke their sessions.",
  ],
};
