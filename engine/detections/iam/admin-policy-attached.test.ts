import { managementCall } from "../../../testing/fixtures/management-call-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { iamAdminPolicyAttached } from "./admin-policy-attached";

const attach = (name: string, request: object, more = {}) => managementCall("iam", name, { ...request }, more);
const aws = (policy: string, partition = "aws") => `arn:${partition}:iam::aws:policy/${policy}`;

describeDetection(iamAdminPolicyAttached, {
  matches: [
    [
      "administrator's rights for a role",
      attach("AttachRolePolicy", { roleName: "app", policyArn: aws("AdministratorAccess") }),
      {
        severity: "high",
        summary:
          "arn:aws:iam::111122223333:user/alice attached AdministratorAccess to the role app, from 198.51.100.23",
        dedupKey: "iam.admin-policy-attached|arn:aws:iam::111122223333:user/alice|the role app",
      },
    ],
    [
      "IAM for a user",
      attach("AttachUserPolicy", { userName: "bob", policyArn: aws("IAMFullAccess") }),
      { severity: "high" },
    ],
    [
      "nearly everything for a group",
      attach("AttachGroupPolicy", { groupName: "devs", policyArn: aws("PowerUserAccess") }),
      { severity: "medium", summary: expect.stringContaining("the group devs") },
    ],
    [
      "all of S3",
      attach("AttachRolePolicy", { roleName: "app", policyArn: aws("AmazonS3FullAccess") }),
      { severity: "medium" },
    ],
    [
      "another partition",
      attach("AttachRolePolicy", { policyArn: aws("AdministratorAccess", "aws-us-gov") }),
      {
        summary: expect.stringContaining("an identity that the record does not name"),
      },
    ],
  ],
  ignores: [
    ["a milder policy", attach("AttachRolePolicy", { roleName: "app", policyArn: aws("ReadOnlyAccess") })],
    [
      "a policy whose name only begins alike",
      attach("AttachRolePolicy", { policyArn: aws("AdministratorAccess-Amplify") }),
    ],
    [
      "a policy of one's own by that name",
      attach("AttachRolePolicy", { policyArn: "arn:aws:iam::111122223333:policy/AdministratorAccess" }),
    ],
    ["a call that names no policy", attach("AttachRolePolicy", { roleName: "app" })],
    ["a refusal", attach("AttachRolePolicy", { policyArn: aws("AdministratorAccess") }, { errorCode: "AccessDenied" })],
    ["a policy taken away", attach("DetachRolePolicy", { policyArn: aws("AdministratorAccess") })],
  ],
});
