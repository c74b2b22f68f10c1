import { defineFindingDetection } from "../engine/define-detection";
import { findings } from "../engine/listen";
import { findingKey } from "../facts/finding-key";
import { findingDetails } from "../facts/finding-wording";

/** A sign-in that AWS itself finds odd. */
export const findingsSignInAnomaly = defineFindingDetection({
  id: "findings.sign-in-anomaly",
  title: "AWS found a sign-in to the console unusual",
  status: "experimental",
  enabledByDefault: false,
  severity: "medium",
  attack: ["TA0001:T1078.004"],
  description:
    "AWS Sign-In sends an alert on an anomaly. AWS documents its name and not its content, so the alert says no more than that; experimental and off by default.",
  misses: ["what AWS does not find unusual, which nobody documents"],
  falsePositives: ["people who travel, and new devices"],
  runbook: [
    "Look for ConsoleLogin in CloudTrail at the time of the alert, and ask the user whether it was them.",
    "Reset the password and end the sessions of a user who did not sign in.",
  ],
  log: "AWS Sign-In",
  purpose: "findings",
  patterns: () => [findings("aws.signin", ["Sign-in Anomaly Alert"])],
  matches: (event) => {
    if (event.feed !== "sign-in-anomaly") return undefined;
    return {
      summary: `AWS Sign-In reports an unusual sign-in to account ${event.account ?? "unknown"}`,
      details: findingDetails(event),
    };
  },
  dedupBy: findingKey,
});
