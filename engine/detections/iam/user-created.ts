import { calls } from "../engine/listen";
import { defineIdentityDetection } from "../facts/define-identity-detection";
import { isSuccessfulCall } from "../facts/successful-call";
import { targetUser } from "../facts/target-user";
import { actorInWords, originInWords } from "../facts/wording";

const NAMES: ReadonlySet<string> = new Set(["CreateUser"]);

/** A new identity with credentials that do not expire. */
export const iamUserCreated = defineIdentityDetection({
  id: "iam.user-created",
  title: "An IAM user was created",
  status: "stable",
  enabledByDefault: true,
  severity: "medium",
  attack: ["TA0003:T1136.003"],
  description:
    "A user was created in IAM. Users outlive whoever made them and may get keys that never expire; most accounts need new ones rarely.",
  misses: ["users of IAM Identity Center, of Transfer Family and of other services that have their own"],
  falsePositives: ["onboarding, and infrastructure code that makes users"],
  runbook: [
    "Ask the creator what the user is for. A role or IAM Identity Center serves most purposes better.",
    "If nobody knows, deactivate the user's keys and password and look what else the creator did.",
  ],
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
