import { calls } from "../engine/rule-patterns";
import { defineIdentityDetection } from "../facts/define-identity-detection";
import { ATTACH_CALLS, policyAttachmentOf, policyHolder } from "../facts/policy-attachment";
import { POWERFUL_POLICIES } from "../facts/powerful-policies";
import { actorInWords, originInWords } from "../facts/wording";

/** One call, and someone holds the account. */
export const iamAdminPolicyAttached = defineIdentityDetection({
  id: "iam.admin-policy-attached",
  title: "Somebody was given administrator's rights",
  enabledByDefault: true,
  severity: "medium",
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
