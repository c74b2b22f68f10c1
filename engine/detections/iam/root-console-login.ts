import { defineIdentityDetection } from "../facts/define-identity-detection";
import { mfaUsed, signInAnswer, signIns } from "../facts/sign-in";
import { actorInWords, originInWords } from "../facts/wording";

/** Root can undo every guard there is, so no one should need it on an ordinary day. */
export const iamRootConsoleLogin = defineIdentityDetection({
  id: "iam.root-console-login",
  title: "The root user signed in to the console",
  enabledByDefault: true,
  severity: "high",
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
