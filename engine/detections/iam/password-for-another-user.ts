import { flagOf } from "../../events/fields";
import { calls } from "../engine/listen";
import { defineIdentityDetection } from "../facts/define-identity-detection";
import { isSuccessfulCall, requestOf } from "../facts/successful-call";
import { otherUser } from "../facts/target-user";
import { actorInWords, originInWords } from "../facts/wording";

const NAMES: ReadonlySet<string> = new Set(["CreateLoginProfile", "UpdateLoginProfile"]);

/** A password that its owner did not choose is known to two. */
export const iamPasswordForAnotherUser = defineIdentityDetection({
  id: "iam.password-for-another-user",
  title: "Somebody set another user's console password",
  status: "stable",
  enabledByDefault: true,
  severity: "medium",
  attack: ["TA0003:T1098.001", "TA0004:T1098.001"],
  description:
    "A console password was created or changed for a user other than the caller. It is graver where the user need not choose another on the next sign-in: whoever set it keeps it.",
  misses: ["a password that a thief changes for the user whose credentials were stolen"],
  falsePositives: ["help desks and onboarding, which let users choose another password on their first sign-in"],
  runbook: [
    "Ask the user whether they asked for a new password.",
    "If not, take it away (`aws iam delete-login-profile`) and read the user's sign-ins and calls since.",
    "Look what else the caller changed, and revoke the caller's credentials.",
  ],
  log: "CloudTrail management events",
  purpose: "changes",
  patterns: () => [calls("iam", [...NAMES])],
  matches: (event) => {
    if (!isSuccessfulCall(event, "iam", NAMES)) return undefined;
    const user = otherUser(event);
    if (user === undefined) return undefined;
    const mustChange = flagOf(requestOf(event)["passwordResetRequired"]) === true;
    const did = event.name === "CreateLoginProfile" ? "gave a console password to" : "changed the console password of";
    return {
      severity: mustChange ? "medium" : "high",
      summary: `${actorInWords(event.actor)} ${did} the user ${user}, from ${originInWords(event)}`,
      details: { User: user, "Must choose another": mustChange ? "yes" : "no" },
    };
  },
  dedupBy: (event) => [event.actor.id, otherUser(event) ?? ""],
});
