import { envelope } from "../../../testing/fixtures/finding-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { findingsSignInAnomaly } from "./sign-in-anomaly";

describeDetection(findingsSignInAnomaly, {
  matches: [
    [
      "an alert, whatever is in it",
      envelope("aws.signin", "Sign-in Anomaly Alert", { anything: ["at", "all"] }),
      { severity: "medium", summary: "AWS Sign-In reports an unusual sign-in to account 111122223333" },
    ],
  ],
  ignores: [
    ["an alert from someone else's bus", envelope("com.example", "Sign-in Anomaly Alert", {})],
    [
      "a sign-in that CloudTrail logged",
      envelope("aws.signin", "AWS Console Sign In via CloudTrail", {
        eventName: "ConsoleLogin",
        eventSource: "signin.amazonaws.com",
        eventTime: "2026-07-01T12:00:00Z",
      }),
    ],
  ],
});
