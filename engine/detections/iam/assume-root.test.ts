import { managementCall } from "../../../testing/fixtures/management-call-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { iamAssumeRoot } from "./assume-root";

const arn = "arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy";

describeDetection(iamAssumeRoot, {
  matches: [
    [
      "a root session",
      managementCall(
        "sts",
        "AssumeRoot",
        { targetPrincipal: "222233334444", taskPolicyArn: { arn } },
        { readOnly: true },
      ),
      {
        severity: "high",
        summary: `arn:aws:iam::111122223333:user/alice opened a root session in account 222233334444 for ${arn}, from 198.51.100.23`,
      },
    ],
    [
      "a task by its bare name",
      managementCall("sts", "AssumeRoot", { taskPolicyArn: arn }),
      { details: { "Member account": "unknown", Task: arn } },
    ],
    ["a record that says nothing", managementCall("sts", "AssumeRoot")],
  ],
  ignores: [
    ["a refusal", managementCall("sts", "AssumeRoot", null, { errorCode: "AccessDenied" })],
    ["a role assumed", managementCall("sts", "AssumeRole", { roleArn: "arn:aws:iam::111122223333:role/app" })],
  ],
});
