import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { textOf } from "../../events/fields";
import { defineDetection } from "../engine/define-detection";
import { calls } from "../engine/rule-patterns";
import { isSuccessfulCall, requestOf } from "../facts/successful-call";
import { targetUser } from "../facts/target-user";
import { actorInWords, originInWords } from "../facts/wording";

const QUARANTINES: ReadonlySet<string> = new Set(["AttachUserPolicy", "PutUserPolicy"]);
const RELEASES: ReadonlySet<string> = new Set(["DetachUserPolicy", "DeleteUserPolicy"]);

/** AWS numbers its versions (`…V2`, `…V3`); the last is the name that it used before. */
const POLICIES = ["AWSCompromisedKeyQuarantine", "AWSExposedCredentialPolicy"] as const;

/** AWS itself says that a key is in strangers' hands. */
export const iamCompromisedKeyQuarantined = defineDetection({
  id: "iam.compromised-key-quarantined",
  title: "AWS found a user's access key in public",
  enabledByDefault: true,
  severity: "high",
  log: "CloudTrail management events",
  purpose: "changes",
  patterns: () => [calls("iam", [...QUARANTINES, ...RELEASES])],
  matches: (event) => {
    const isQuarantine = isSuccessfulCall(event, "iam", QUARANTINES);
    if (!isQuarantine && !isSuccessfulCall(event, "iam", RELEASES)) return undefined;
    if (!namesQuarantine(event)) return undefined;
    const user = targetUser(event) ?? "of unknown name";
    return {
      severity: isQuarantine ? "critical" : "high",
      summary: isQuarantine
        ? `an access key of the user ${user} was found in public, and AWS put the user into quarantine`
        : `${actorInWords(event.actor)} took the user ${user} out of AWS's quarantine, from ${originInWords(event)}`,
      details: { User: user },
    };
  },
  dedupBy: (event) => [targetUser(event) ?? event.actor.id],
});

function namesQuarantine(event: CloudTrailEvent): boolean {
  const { policyArn, policyName } = requestOf(event);
  const arn = textOf(policyArn);
  const name = textOf(policyName) ?? arn?.slice(arn.lastIndexOf("/") + 1);
  return POLICIES.some((policy) => name?.startsWith(policy));
}
