import { defineIdentityDetection } from "../facts/define-identity-detection";
import { signInAnswer, signIns } from "../facts/sign-in";
import { actorInWords, originInWords } from "../facts/wording";

/** Somebody guesses root's password, or has it and lacks the second factor. */
export const iamRootLoginFailures = defineIdentityDetection({
  id: "iam.root-login-failures",
  title: "Somebody keeps failing to sign in as root",
  status: "stable",
  enabledByDefault: true,
  severity: "high",
  attack: ["TA0006:T1110"],
  description: "Several attempts to sign in to the console as root failed within a quarter of an hour.",
  misses: [
    "guesses spread thinner than the threshold, which palisade.yaml can lower",
    "failures that are logged in a region from which no events are forwarded",
  ],
  falsePositives: ["somebody of yours who forgot the password, or whose MFA device is out of step"],
  runbook: [
    "Ask those who hold the root password whether one of them tried. If so, help them and close this.",
    "If nobody did, check that root has an MFA device and that the mailbox of the account is safe: a password reset goes there.",
    "Watch for iam.root-console-login from the same address.",
  ],
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
