import { defineIdentityDetection } from "../facts/define-identity-detection";
import { forAnotherUser } from "../facts/for-another-user";
import { actorInWords, originInWords } from "../facts/wording";

/** A key for someone else is a way to act, and to be blamed, as someone else. */
export const iamAccessKeyForAnotherUser = defineIdentityDetection({
  id: "iam.access-key-for-another-user",
  title: "Somebody created an access key for another user",
  enabledByDefault: true,
  severity: "high",
  log: "CloudTrail management events",
  purpose: "changes",
  ...forAnotherUser(["CreateAccessKey"], (event, user) => ({
    summary: `${actorInWords(event.actor)} created an access key for the user ${user}, from ${originInWords(event)}`,
    details: { User: user },
  })),
});
