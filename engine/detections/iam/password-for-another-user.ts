import { flagOf } from "../../events/fields";
import { defineIdentityDetection } from "../facts/define-identity-detection";
import { forAnotherUser } from "../facts/for-another-user";
import { requestOf } from "../facts/successful-call";
import { actorInWords, originInWords } from "../facts/wording";

/** A password that its owner did not choose is known to two. */
export const iamPasswordForAnotherUser = defineIdentityDetection({
  id: "iam.password-for-another-user",
  title: "Somebody set another user's console password",
  enabledByDefault: true,
  severity: "medium",
  log: "CloudTrail management events",
  purpose: "changes",
  ...forAnotherUser(["CreateLoginProfile", "UpdateLoginProfile"], (event, user) => {
    const mustChange = flagOf(requestOf(event)["passwordResetRequired"]) === true;
    const did = event.name === "CreateLoginProfile" ? "gave a console password to" : "changed the console password of";
    return {
      severity: mustChange ? "medium" : "high",
      summary: `${actorInWords(event.actor)} ${did} the user ${user}, from ${originInWords(event)}`,
      details: { User: user, "Must choose another": mustChange ? "yes" : "no" },
    };
  }),
});
