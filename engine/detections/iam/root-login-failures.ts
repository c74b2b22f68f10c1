import { defineIdentityDetection } from "../facts/define-identity-detection";
import { signInAnswer, signIns } from "../facts/sign-in";
import { actorInWords, originInWords } from "../facts/wording";

/** Someone guesses root's password, or has it and lacks the second factor. */
export const iamRootLoginFailures = defineIdentityDetection({
  id: "iam.root-login-failures",
  title: "Somebody keeps failing to sign in as root",
  enabledByDefault: true,
  severity: "high",
  log: "CloudTrail management events",
  purpose: "changes",
  patterns: () => [signIns("ConsoleLogin")],
  matches: (event) => {
    if (event.name !== "ConsoleLogin" || event.actor.kind !== "root") return undefined;
    if (signInAnswer(event) !== "Failure") return undefined;
    return {
      summary: `attempts to sign in as ${actorInWords(event.actor)} fail, the last one from ${originInWords(event)}`,
    };
  },
  dedupBy: ({ actor }) => [actor.id],
  state: { kind: "threshold", reach: 5, withinMinutes: 15, unit: "failed sign-ins" },
});
