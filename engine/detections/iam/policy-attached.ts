import { calls } from "../engine/listen";
import { defineIdentityDetection } from "../facts/define-identity-detection";
import { ATTACH_CALLS, policyAttachmentOf, policyHolder } from "../facts/policy-attachment";
import { POWERFUL_POLICIES } from "../facts/powerful-policies";
import { actorInWords, originInWords } from "../facts/wording";

/** For accounts in which rights change rarely enough to look at each change. */
export const iamPolicyAttached = defineIdentityDetection({
  id: "iam.policy-attached",
  title: "A policy was attached to a user, role or group",
  status: "stable",
  enabledByDefault: false,
  severity: "low",
  attack: ["TA0003:T1098.003"],
  description:
    "A managed policy was attached that is not one of the most powerful, which iam.admin-policy-attached reports. Off by default: where code deploys roles, this is daily work.",
  misses: ["policies written into the identity itself, which iam.wide-policy-written reads"],
  falsePositives: ["every deployment that makes a role: suppress the deployers by actor"],
  runbook: [
    "Read the policy and ask the caller who needs it.",
    "If nobody does, detach it and look what else the caller changed.",
  ],
  log: "CloudTrail management events",
  purpose: "changes",
  patterns: () => [calls("iam", [...ATTACH_CALLS])],
  matches: (event) => {
    const attachment = policyAttachmentOf(event);
    if (attachment === undefined || POWERFUL_POLICIES.has(attachment.awsPolicy ?? "")) return undefined;
    const { policyArn, holder } = attachment;
    return {
      summary: `${actorInWords(event.actor)} attached ${policyArn} to ${holder}, from ${originInWords(event)}`,
      details: { Policy: policyArn, Holder: holder },
    };
  },
  dedupBy: (event) => [event.actor.id, policyHolder(event)],
});
