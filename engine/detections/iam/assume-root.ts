import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { fieldsOf, textOf } from "../../events/fields";
import { calls } from "../engine/rule-patterns";
import { defineIdentityDetection } from "../facts/define-identity-detection";
import { isSuccessfulCall, requestOf } from "../facts/successful-call";
import { actorInWords, originInWords } from "../facts/wording";

const NAMES: ReadonlySet<string> = new Set(["AssumeRoot"]);

/** The organization's management account can be root in every member. */
export const iamAssumeRoot = defineIdentityDetection({
  id: "iam.assume-root",
  title: "Somebody opened a root session in a member account",
  enabledByDefault: true,
  severity: "high",
  log: "CloudTrail management events",
  purpose: "reads",
  patterns: () => [calls("sts", [...NAMES])],
  matches: (event) => {
    if (!isSuccessfulCall(event, "sts", NAMES)) return undefined;
    const { taskPolicyArn } = requestOf(event);
    const task =
      textOf(taskPolicyArn) ?? textOf(fieldsOf(taskPolicyArn)["arn"]) ?? "a task that the record does not name";
    return {
      summary: `${actorInWords(event.actor)} opened a root session in account ${targetOf(event)} for ${task}, from ${originInWords(event)}`,
      details: { "Member account": targetOf(event), Task: task },
    };
  },
  dedupBy: (event) => [event.actor.id, targetOf(event)],
});

function targetOf(event: CloudTrailEvent): string {
  return textOf(requestOf(event)["targetPrincipal"]) ?? "unknown";
}
