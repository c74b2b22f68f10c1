import { managementCall } from "../../../testing/fixtures/management-call-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { iamFederationTokenIssued } from "./federation-token-issued";

const token = (policy: string | undefined, more = {}) =>
  managementCall("sts", "GetFederationToken", { name: "guest", policy }, more);
const policy = (Action: string) => JSON.stringify({ Statement: [{ Effect: "Allow", Action, Resource: "*" }] });

describeDetection(iamFederationTokenIssued, {
  matches: [
    [
      "a session with all rights",
      token(policy("*")),
      {
        severity: "high",
        summary:
          "arn:aws:iam::111122223333:user/alice made a federated session guest with all of the user's rights, from 198.51.100.23",
      },
    ],
    [
      "a session with some rights",
      token(policy("s3:GetObject")),
      { severity: "medium", details: { Session: "guest" } },
    ],
    ["a session that says nothing of its rights", token(undefined), { severity: "medium" }],
    ["a session whose policy cannot be read", token("{"), { severity: "medium" }],
  ],
  ignores: [
    ["a refusal", token(policy("*"), { errorCode: "AccessDenied" })],
    ["another call", managementCall("sts", "GetSessionToken")],
  ],
});
