import { defineIdentityDetection } from "../facts/define-identity-detection";
import { mfaUsed, signInAnswer, signIns } from "../facts/sign-in";
import { actorInWords, originInWords } from "../facts/wording";

/** Root can undo every guard there is, so nobody should need it on an ordinary day. */
export const iamRootConsoleLogin = defineIdentityDetection({
  id: "iam.root-console-login",
  title: "The root user signed in to the console",
  status: "stable",
  enabledByDefault: true,
  severity: "high",
  attack: ["TA0001:T1078.004", "TA0004:T1078.004"],
  description: "The account's root user signed in to the AWS console. Without a second factor it is graver.",
  misses: [
    "sign-ins that are logged in a region from which no events are forwarded",
    "root sessions that the organization's management account opened (iam.assume-root)",
  ],
  falsePositives: ["the few tasks that only root can do, and drills of the break-glass procedure"],
  runbook: [
    "Ask those who hold the root password whether one of them signed in just now, and why.",
    "If nobody did, change the root password and its MFA device at once, and delete root's access keys.",
    "Look through CloudTrail for what root did since; iam.root-activity names the calls.",
  ],
  log: "CloudTrail management events",
  purpose: "changes",
  patterns: () => [signIns("ConsoleLogin")],
  matches: (event) => {
    if (event.name !== "ConsoleLogin" || event.actor.kind !== "root") return undefined;
    if (signInAnswer(event) !== "Success") return undefined;
    const mfa = mfaUsed(event);
    const how = mfa === "No" ? " without a second factor" : "";
    return {
      severity: mfa === "No" ? "critical" : "high",
      summary: `${actorInWords(event.actor)} signed in to the console from ${originInWords(event)}${how}`,
      details: { "MFA used": mfa ?? "not recorded" },
    };
  },
  dedupBy: ({ actor }) => [actor.id],
});
