import { managementCall } from "../../../testing/fixtures/management-call-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { iamPolicyAttached } from "./policy-attached";

const own = "arn:aws:iam::111122223333:policy/team";

describeDetection(iamPolicyAttached, {
  matches: [
    [
      "a policy of one's own",
      managementCall("iam", "AttachRolePolicy", { roleName: "app", policyArn: own }),
      {
        severity: "low",
        summary: `arn:aws:iam::111122223333:user/alice attached ${own} to the role app, from 198.51.100.23`,
      },
    ],
    [
      "a mild policy of AWS's",
      managementCall("iam", "AttachUserPolicy", {
        userName: "bob",
        policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess",
      }),
    ],
  ],
  ignores: [
    [
      "a powerful policy, which has a detection of its own",
      managementCall("iam", "AttachRolePolicy", { policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" }),
    ],
    ["a call that names no policy", managementCall("iam", "AttachRolePolicy", { roleName: "app" })],
    ["a refusal", managementCall("iam", "AttachRolePolicy", { policyArn: own }, { errorCode: "AccessDenied" })],
    ["a policy taken away", managementCall("iam", "DetachRolePolicy", { policyArn: own })],
  ],
});
