import { managementCall } from "../../../testing/fixtures/management-call-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { iamPasswordPolicyWeakened } from "./password-policy-weakened";

const update = (request: object, more = {}) =>
  managementCall("iam", "UpdateAccountPasswordPolicy", { ...request }, more);
const strong = { minimumPasswordLength: 14, passwordReusePrevention: 24 };
const everything = {
  requireSymbols: true,
  requireNumbers: "true",
  requireUppercaseCharacters: true,
  requireLowercaseCharacters: true,
};

describeDetection(iamPasswordPolicyWeakened, {
  matches: [
    [
      "a policy deleted",
      managementCall("iam", "DeleteAccountPasswordPolicy"),
      {
        severity: "medium",
        summary: "arn:aws:iam::111122223333:user/alice deleted the account's password policy, from 198.51.100.23",
      },
    ],
    [
      "short passwords",
      update({ ...strong, ...everything, minimumPasswordLength: "8" }),
      { details: { Weaknesses: "8 characters are enough" } },
    ],
    [
      "an update that says nothing, which is IAM's default",
      update({}),
      {
        details: {
          Weaknesses:
            "6 characters are enough, no symbol needed, no number needed, no capital needed, no small letter needed, old passwords may come back",
        },
      },
    ],
    [
      "old passwords",
      update({ minimumPasswordLength: 20 }),
      { details: { Weaknesses: "old passwords may come back" } },
    ],
    ["a length that is no number", update({ ...strong, ...everything, minimumPasswordLength: "long" })],
  ],
  ignores: [
    ["a strong policy", update({ ...strong, ...everything })],
    ["long passwords of any characters", update(strong)],
    ["a refusal", update({}, { errorCode: "AccessDenied" })],
    ["another call", managementCall("iam", "GetAccountPasswordPolicy")],
  ],
});
