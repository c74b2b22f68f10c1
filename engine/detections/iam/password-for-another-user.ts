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
  enabledByDefault: true,
  severity: "medium",
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
