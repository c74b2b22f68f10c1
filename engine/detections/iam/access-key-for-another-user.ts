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
  status: "stable",
  enabledByDefault: true,
  severity: "high",
  attack: ["TA0003:T1098.001", "TA0004:T1098.001"],
  description:
    "An access key was created for a user other than the caller, by whom the caller may now act as that user.",
  misses: [
    "a key that a thief creates for the user whose credentials were stolen",
    "root's own keys (iam.root-credentials-changed)",
  ],
  falsePositives: ["infrastructure code and administrators that give users their keys: suppress these by actor"],
  runbook: [
    "Ask the caller and the user whether they know of the key.",
    "If one of them does not, deactivate the key (`aws iam update-access-key --status Inactive`) and read what it was used for.",
    "Look what else the caller changed, and revoke the caller's credentials.",
  ],
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
