import { IDENTITIES } from "../../../testing/fixtures/cloudtrail-fixture";
import { managementCall, signIn } from "../../../testing/fixtures/management-call-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { iamRootActivity } from "./root-activity";

const userIdentity = IDENTITIES.root;
const as = (fields: object) => ({ userIdentity: { ...userIdentity, ...fields } });

describeDetection(iamRootActivity, {
  matches: [
    [
      "a change in any service",
      managementCall("ec2", "RunInstances", {}, { userIdentity }),
      {
        severity: "high",
        summary: "the root user of account 111122223333 called RunInstances of ec2.amazonaws.com from 198.51.100.23",
      },
    ],
    [
      "a look",
      managementCall("ec2", "DescribeInstances", {}, { userIdentity, readOnly: true }),
      { severity: "medium" },
    ],
    [
      "a look that does not say that it is one",
      managementCall("ec2", "DescribeInstances", {}, { userIdentity, readOnly: undefined }),
      { severity: "medium" },
    ],
    [
      "a change that does not say that it is one",
      managementCall("ec2", "RunInstances", {}, { userIdentity, readOnly: undefined }),
      { severity: "high" },
    ],
    [
      "a refusal",
      managementCall("iam", "CreateUser", null, { userIdentity, errorCode: "AccessDenied" }),
      { severity: "medium", errorCode: "AccessDenied" },
    ],
    [
      "the console, which calls itself a service",
      managementCall("iam", "CreateUser", {}, as({ invokedBy: "signin.amazonaws.com" })),
      { severity: "high" },
    ],
    [
      "a console page that logs sign-in events",
      signIn("SetContactAddress", "Success", { userIdentity, eventSource: "billingconsole.amazonaws.com" }),
      { severity: "high" },
    ],
    [
      "a session that the organization's management account opened",
      managementCall("iam", "DeleteLoginProfile", null, as({ sessionContext: { assumedRoot: "true" } })),
      { severity: "medium", summary: expect.stringContaining("management account opened") },
    ],
  ],
  ignores: [
    [
      "a service on root's behalf",
      managementCall("ec2", "RunInstances", {}, as({ invokedBy: "autoscaling.amazonaws.com" })),
    ],
    ["AWS on root's behalf", managementCall("kms", "Decrypt", {}, as({ invokedBy: "AWS Internal" }))],
    ["a service's event", managementCall("kms", "RotateKey", null, { userIdentity, eventType: "AwsServiceEvent" })],
    ["a sign-in, which has a detection of its own", signIn("ConsoleLogin", "Success", { userIdentity })],
    ["a service's linked role", managementCall("iam", "CreateServiceLinkedRole", {}, { userIdentity })],
    ["a user named root", managementCall("iam", "CreateUser", {}, as({ type: "IAMUser", userName: "root" }))],
  ],
});
