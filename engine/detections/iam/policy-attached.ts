import { calls } from "../engine/rule-patterns";
import { defineIdentityDetection } from "../facts/define-identity-detection";
import { ATTACH_CALLS, policyAttachmentOf, policyHolder } from "../facts/policy-attachment";
import { POWERFUL_POLICIES } from "../facts/powerful-policies";
import { actorInWords, originInWords } from "../facts/wording";

/** For accounts in which rights change rarely enough to look at each change. */
export const iamPolicyAttached = defineIdentityDetection({
  id: "iam.policy-attached",
  title: "A policy was attached to a user, role or group",
  enabledByDefault: false,
  severity: "low",
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
