import { IDENTITIES } from "../../../testing/fixtures/cloudtrail-fixture";
import { managementCall, signIn } from "../../../testing/fixtures/management-call-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { iamRootCredentialsChanged } from "./root-credentials-changed";

const root = { userIdentity: IDENTITIES.root };

describeDetection(iamRootCredentialsChanged, {
  record: root,
  matches: [
    [
      "an access key for no one by name, which is root's own",
      managementCall("iam", "CreateAccessKey", null, {
        ...root,
        responseElements: { accessKey: { userName: "Root", status: "Active" } },
      }),
      {
        severity: "critical",
        summary: "the root user of account 111122223333 gave itself an access key, from 198.51.100.23",
      },
    ],
    [
      "an access key by the console",
      managementCall(
        "iam",
        "CreateAccessKey",
        {},
        {
          userIdentity: { ...IDENTITIES.root, invokedBy: "signin.amazonaws.com" },
        },
      ),
      { severity: "critical" },
    ],
    ["an access key switched on", managementCall("iam", "UpdateAccessKey", { status: "Active" }, root), {}],
    ["a password", managementCall("iam", "CreateLoginProfile", {}, root), { severity: "critical" }],
    ["a signing certificate", managementCall("iam", "UploadSigningCertificate", {}, root), { severity: "critical" }],
    ["a changed password", signIn("PasswordUpdated", "Success", root), { severity: "critical" }],
    ["a password asked for by e-mail", signIn("PasswordRecoveryRequested", "Success", root), { severity: "high" }],
    ["a password got by e-mail", signIn("PasswordRecoveryCompleted", "Success", root), { severity: "critical" }],
  ],
  ignores: [
    ["a key for a user", managementCall("iam", "CreateAccessKey", { userName: "bob" }, root)],
    ["a key switched off", managementCall("iam", "UpdateAccessKey", { status: "Inactive" }, root)],
    ["a refusal", managementCall("iam", "CreateAccessKey", null, { ...root, errorCode: "AccessDenied" })],
    ["a password change that failed", signIn("PasswordUpdated", "Failure", root)],
    ["a user's own key", managementCall("iam", "CreateAccessKey", null, { userIdentity: IDENTITIES.user })],
    ["another call", managementCall("iam", "CreateUser", {}, root)],
  ],
});
