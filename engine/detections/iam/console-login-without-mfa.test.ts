import { IDENTITIES } from "../../../testing/fixtures/cloudtrail-fixture";
import { signIn } from "../../../testing/fixtures/management-call-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { iamConsoleLoginWithoutMfa } from "./console-login-without-mfa";

const additionalEventData = { MFAUsed: "No", LoginTo: "https://console.aws.amazon.com/" };
const saml = { ...additionalEventData, SamlProviderArn: "arn:aws:iam::111122223333:saml-provider/idp" };

describeDetection(iamConsoleLoginWithoutMfa, {
  matches: [
    [
      "a user with a password alone",
      signIn("ConsoleLogin", "Success", { additionalEventData }),
      {
        severity: "high",
        summary:
          "arn:aws:iam::111122223333:user/alice signed in to the console without a second factor, from 198.51.100.23",
      },
    ],
  ],
  ignores: [
    ["a second factor", signIn("ConsoleLogin", "Success", { additionalEventData: { MFAUsed: "Yes" } })],
    ["a record that does not say", signIn("ConsoleLogin", "Success")],
    ["a failure", signIn("ConsoleLogin", "Failure", { additionalEventData })],
    [
      "a session of SAML, which never says that MFA was used",
      signIn("ConsoleLogin", "Success", { userIdentity: IDENTITIES.role, additionalEventData: saml }),
    ],
    ["a user by SAML", signIn("ConsoleLogin", "Success", { additionalEventData: saml })],
    [
      "a session of IAM Identity Center",
      signIn("ConsoleLogin", "Success", {
        userIdentity: {
          ...IDENTITIES.role,
          arn: "arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/alice",
        },
        additionalEventData,
      }),
    ],
    [
      "root, which has a detection of its own",
      signIn("ConsoleLogin", "Success", { userIdentity: IDENTITIES.root, additionalEventData }),
    ],
    ["another sign-in event", signIn("CheckMfa", "Success", { additionalEventData })],
  ],
});
