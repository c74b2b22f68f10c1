import { calls } from "../engine/listen";
import { defineIdentityDetection } from "../facts/define-identity-detection";
import { isSuccessfulCall } from "../facts/successful-call";
import { otherUser } from "../facts/target-user";
import { actorInWords, originInWords } from "../facts/wording";

const NAMES: ReadonlySet<string> = new Set(["CreateAccessKey"]);

/** A key for somebody else is a way to act, and to be blamed, as somebody else. */
export const iamAccessKeyForAnotherUser = defineIdentityDetection({
  id: "iam.access-key-for-another-user",
  title: "Somebody created an access key for another user",
  enabledByDefault: true,
  severity: "high",
  log: "CloudTrail management events",
  purpose: "changes",
  patterns: () => [calls("iam", [...NAMES])],
  matches: (event) => {
    if (!isSuccessfulCall(event, "iam", NAMES)) return undefined;
    const user = otherUser(event);
    if (user === undefined) return undefined;
    return {
      summary: `${actorInWords(event.actor)} created an access key for the user ${user}, from ${originInWords(event)}`,
      details: { User: user },
    };
  },
  dedupBy: (event) => [event.actor.id, otherUser(event) ?? ""],
});
