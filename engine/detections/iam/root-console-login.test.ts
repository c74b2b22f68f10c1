import { IDENTITIES } from "../../../testing/fixtures/cloudtrail-fixture";
import { signIn } from "../../../testing/fixtures/management-call-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { iamRootConsoleLogin } from "./root-console-login";

const root = { userIdentity: IDENTITIES.root };

describeDetection(iamRootConsoleLogin, {
  matches: [
    [
      "a sign-in with a second factor",
      signIn("ConsoleLogin", "Success", { ...root, additionalEventData: { MFAUsed: "Yes" } }),
      { severity: "high", details: { "MFA used": "Yes" } },
    ],
    [
      "a sign-in without a second factor",
      signIn("ConsoleLogin", "Success", { ...root, additionalEventData: { MFAUsed: "No" } }),
      {
        severity: "critical",
        summary:
          "the root user of account 111122223333 signed in to the console from 198.51.100.23 without a second factor",
      },
    ],
    [
      "a sign-in that does not say whether there was one",
      signIn("ConsoleLogin", "Success", root),
      { severity: "high", details: { "MFA used": "not recorded" } },
    ],
    [
      "the event type's other spelling",
      signIn("ConsoleLogin", "Success", { ...root, eventType: "AwsConsoleSignin" }),
      { severity: "high" },
    ],
  ],
  ignores: [
    [
      "a failure, which has no error code",
      signIn("ConsoleLogin", "Failure", { ...root, errorMessage: "Failed authentication" }),
    ],
    ["a user", signIn("ConsoleLogin", "Success")],
    ["another sign-in event", signIn("CheckMfa", "Success", root)],
    [
      "a call of that name elsewhere",
      signIn("ConsoleLogin", "Success", { ...root, eventSource: "example.amazonaws.com" }),
    ],
  ],
});
