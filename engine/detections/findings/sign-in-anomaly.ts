import { defineFindingDetection } from "../engine/define-detection";
import { findings } from "../engine/rule-patterns";
import { findingKey } from "../facts/finding-key";
import { findingDetails } from "../facts/finding-wording";

/** A sign-in that AWS itself finds odd. */
export const findingsSignInAnomaly = defineFindingDetection({
  id: "findings.sign-in-anomaly",
  title: "AWS found a sign-in to the console unusual",
  enabledByDefault: false,
  severity: "medium",
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
