import { calls } from "../engine/rule-patterns";
import { defineIdentityDetection } from "../facts/define-identity-detection";
import { isSuccessfulCall } from "../facts/successful-call";
import { targetUser } from "../facts/target-user";
import { actorInWords, originInWords } from "../facts/wording";

const NAMES: ReadonlySet<string> = new Set(["CreateUser"]);

/** A new identity with credentials that do not expire. */
export const iamUserCreated = defineIdentityDetection({
  id: "iam.user-created",
  title: "An IAM user was created",
  enabledByDefault: true,
  severity: "medium",
  log: "CloudTrail management events",
  purpose: "changes",
  patterns: () => [calls("iam", [...NAMES])],
  matches: (event) => {
    if (!isSuccessfulCall(event, "iam", NAMES)) return undefined;
    const user = targetUser(event) ?? "of unknown name";
    return {
      summary: `${actorInWords(event.actor)} created the user ${user}, from ${originInWords(event)}`,
      details: { User: user },
    };
  },
  dedupBy: (event) => [event.actor.id, targetUser(event) ?? ""],
});
