import { managementCall } from "../../../testing/fixtures/management-call-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { iamWidePolicyWritten } from "./wide-policy-written";

const policy = (...statements: object[]) =>
  JSON.stringify({ Statement: statements.map((one) => ({ Effect: "Allow", Resource: "*", ...one })) });
const put = (policyDocument: unknown, more = {}) =>
  managementCall("iam", "PutRolePolicy", { roleName: "app", policyName: "inline", policyDocument }, more);
const all = policy({ Action: "*" });

describeDetection(iamWidePolicyWritten, {
  matches: [
    [
      "everything, into a role",
      put(all),
      {
        severity: "high",
        summary:
          "arn:aws:iam::111122223333:user/alice wrote a policy that allows * on every resource into the role app, from 198.51.100.23",
      },
    ],
    ["everything, percent-encoded", put(encodeURIComponent(all)), { severity: "high" }],
    ["everything, into a user", managementCall("iam", "PutUserPolicy", { userName: "bob", policyDocument: all })],
    ["everything, into a group", managementCall("iam", "PutGroupPolicy", { groupName: "devs", policyDocument: all })],
    [
      "one statement that is no list",
      put(JSON.stringify({ Statement: { Effect: "Allow", Action: "*", Resource: "*" } })),
    ],
    [
      "all of S3 in capitals, behind a harmless statement",
      put(policy({ Action: "ec2:*" }, { Action: ["S3:*", "ec2:Describe*"], Resource: ["arn:aws:s3:::*"] })),
      { details: { Policy: "the role app", Allows: "allows S3:* on every resource" } },
    ],
    ["all of IAM", put(policy({ Action: "iam:*" }))],
    [
      "everything but something",
      put(policy({ NotAction: ["iam:*"] })),
      { summary: expect.stringContaining("allows everything but iam:* on every resource") },
    ],
    ["every resource but one", put(policy({ Action: "*:*", Resource: undefined, NotResource: "arn:aws:s3:::logs" }))],
    [
      "everything under a condition",
      put(policy({ Action: "*", Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } })),
      { severity: "medium", summary: expect.stringContaining("under conditions") },
    ],
    [
      "a managed policy that no one holds yet",
      managementCall("iam", "CreatePolicy", { policyName: "team", policyDocument: all }),
      { severity: "medium", summary: expect.stringContaining("into the policy team") },
    ],
    [
      "a version that is in force",
      managementCall("iam", "CreatePolicyVersion", {
        policyArn: "arn:aws:iam::111122223333:policy/team",
        policyDocument: all,
        setAsDefault: true,
      }),
      { severity: "high", summary: expect.stringContaining("arn:aws:iam::111122223333:policy/team") },
    ],
    [
      "a policy that cannot be read",
      put("{"),
      { severity: "medium", summary: expect.stringContaining("cannot be read") },
    ],
  ],
  ignores: [
    ["narrow rights", put(policy({ Action: "s3:GetObject" }))],
    ["all of another service", put(policy({ Action: "ec2:*" }))],
    [
      "all of S3 on one bucket",
      put(policy({ Action: "s3:*", Resource: ["arn:aws:s3:::logs", "arn:aws:s3:::logs/*"] })),
    ],
    ["a Deny of everything", put(policy({ Effect: "Deny", Action: "*" }))],
    ["a record without the policy", put(undefined)],
    [
      "a version that is not in force",
      managementCall("iam", "CreatePolicyVersion", { policyDocument: all, setAsDefault: false }),
    ],
    ["a refusal", put(all, { errorCode: "AccessDenied" })],
    ["another call", managementCall("iam", "DeleteRolePolicy", { roleName: "app" })],
  ],
});
