import { managementCall } from "../../../testing/fixtures/management-call-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { iamPolicyVersionSwitched } from "./policy-version-switched";

const request = { policyArn: "arn:aws:iam::111122223333:policy/team", versionId: "v1" };

describeDetection(iamPolicyVersionSwitched, {
  matches: [
    [
      "an older version put in force",
      managementCall("iam", "SetDefaultPolicyVersion", request),
      {
        severity: "medium",
        summary:
          "arn:aws:iam::111122223333:user/alice switched the policy arn:aws:iam::111122223333:policy/team to version v1, from 198.51.100.23",
      },
    ],
    [
      "a record that says nothing",
      managementCall("iam", "SetDefaultPolicyVersion"),
      { details: { Policy: "of unknown name", Version: "unknown" } },
    ],
  ],
  ignores: [
    ["a refusal", managementCall("iam", "SetDefaultPolicyVersion", request, { errorCode: "AccessDenied" })],
    ["another call", managementCall("iam", "DeletePolicyVersion", request)],
  ],
});
