import { IDENTITIES } from "../../../testing/fixtures/cloudtrail-fixture";
import { signIn } from "../../../testing/fixtures/management-call-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { iamRootLoginFailures } from "./root-login-failures";

const root = { userIdentity: IDENTITIES.root };

describeDetection(iamRootLoginFailures, {
  matches: [
    [
      "a failure, by its answer and not by an error code",
      signIn("ConsoleLogin", "Failure", { ...root, errorMessage: "Failed authentication" }),
      {
        severity: "high",
        summary: "attempts to sign in as the root user of account 111122223333 fail, the last one from 198.51.100.23",
      },
    ],
    [
      "a failure that has an error code as well",
      signIn("ConsoleLogin", "Failure", { ...root, errorCode: "Failed authentication" }),
    ],
  ],
  ignores: [
    ["a success", signIn("ConsoleLogin", "Success", root)],
    ["a user's failure", signIn("ConsoleLogin", "Failure")],
    ["another sign-in event", signIn("CheckMfa", "Failure", root)],
  ],
});
