import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { textOf } from "../../events/fields";
import { defineDetection } from "../engine/define-detection";
import { calls } from "../engine/listen";
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
  status: "stable",
  enabledByDefault: true,
  severity: "high",
  attack: ["TA0006:T1552.001", "TA0001:T1078.004"],
  description:
    "AWS attached its quarantine policy to a user, because an access key of the user was found in public. The policy forbids some calls, none of them reading or deleting in S3. That it was taken away again is reported too.",
  misses: ["keys that AWS did not find", "a quarantine that was followed before Palisade was installed"],
  falsePositives: ["none is known for the quarantine; taking it away is right once the key is gone"],
  runbook: [
    "Deactivate the user's access keys now (`aws iam update-access-key --status Inactive`), whatever breaks: strangers have them.",
    "Read everything that the keys did in CloudTrail, in all regions, from their publication on, and undo it.",
    "Find where the key was published, give the user new ones or a role, and only then take the quarantine away.",
  ],
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
