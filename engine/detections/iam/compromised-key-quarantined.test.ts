import { managementCall } from "../../../testing/fixtures/management-call-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { iamCompromisedKeyQuarantined } from "./compromised-key-quarantined";

const policyArn = "arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3";
const call = (name: string, request: object | null, more = {}) =>
  managementCall("iam", name, request && { ...request }, more);

describeDetection(iamCompromisedKeyQuarantined, {
  matches: [
    [
      "a quarantine of today's version",
      call("AttachUserPolicy", { userName: "bob", policyArn }),
      {
        severity: "critical",
        summary: "an access key of the user bob was found in public, and AWS put the user into quarantine",
        dedupKey: "iam.compromised-key-quarantined|bob",
      },
    ],
    [
      "a quarantine of the first version, for the caller itself",
      call("AttachUserPolicy", { policyArn: "arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantine" }),
      { severity: "critical" },
    ],
    [
      "a quarantine as an inline policy",
      call("PutUserPolicy", { userName: "bob", policyName: "AWSExposedCredentialPolicy_DO_NOT_REMOVE" }),
      { severity: "critical" },
    ],
    [
      "a quarantine taken away",
      call("DetachUserPolicy", { userName: "bob", policyArn }),
      {
        severity: "high",
        summary: "arn:aws:iam::111122223333:user/alice took the user bob out of AWS's quarantine, from 198.51.100.23",
      },
    ],
    [
      "an inline quarantine taken away",
      call("DeleteUserPolicy", { policyName: "AWSCompromisedKeyQuarantineV2" }),
      { severity: "high" },
    ],
  ],
  ignores: [
    ["another policy", call("PutUserPolicy", { userName: "bob", policyName: "DenyAll" })],
    ["another managed policy", call("AttachUserPolicy", { policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" })],
    ["a record that says nothing", call("PutUserPolicy", null)],
    ["a refusal", call("AttachUserPolicy", { policyArn }, { errorCode: "AccessDenied" })],
    ["a role's policy", call("AttachRolePolicy", { policyArn })],
  ],
});
