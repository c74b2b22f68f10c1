import { calls } from "../engine/listen";
import { defineIdentityDetection } from "../facts/define-identity-detection";
import { ATTACH_CALLS, policyAttachmentOf, policyHolder } from "../facts/policy-attachment";
import { POWERFUL_POLICIES } from "../facts/powerful-policies";
import { actorInWords, originInWords } from "../facts/wording";

/** One call, and somebody holds the account. */
export const iamAdminPolicyAttached = defineIdentityDetection({
  id: "iam.admin-policy-attached",
  title: "Somebody was given administrator's rights",
  status: "stable",
  enabledByDefault: true,
  severity: "medium",
  attack: ["TA0003:T1098.003", "TA0004:T1098.003"],
  description:
    "One of AWS's most powerful policies was attached to a user, role or group: AdministratorAccess or IAMFullAccess, or, milder, PowerUserAccess or AmazonS3FullAccess.",
  misses: [
    "policies of your own, however wide: iam.wide-policy-written sees them when they are written",
    "a user who joins a group of administrators",
  ],
  falsePositives: ["the set-up of an account or a deployment role: suppress these by actor"],
  runbook: [
    "Ask the caller who needs these rights and for how long.",
    "If nobody does, detach the policy (`aws iam detach-role-policy`, or its kin for users and groups) and end the holder's sessions.",
    "Look what the holder did since, and what else the caller changed.",
  ],
  log: "CloudTrail management events",
  purpose: "changes",
  patterns: () => [calls("iam", [...ATTACH_CALLS])],
  matches: (event) => {
    const attachment = policyAttachmentOf(event);
    if (attachment === undefined) return undefined;
    const severity = POWERFUL_POLICIES.get(attachment.awsPolicy ?? "");
    if (severity === undefined) return undefined;
    const { awsPolicy, policyArn, holder } = attachment;
    return {
      severity,
      summary: `${actorInWords(event.actor)} attached ${awsPolicy} to ${holder}, from ${originInWords(event)}`,
      details: { Policy: policyArn, Holder: holder },
    };
  },
  dedupBy: (event) => [event.actor.id, policyHolder(event)],
});
