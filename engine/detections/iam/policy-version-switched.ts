import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { textOf } from "../../events/fields";
import { calls } from "../engine/rule-patterns";
import { defineIdentityDetection } from "../facts/define-identity-detection";
import { isSuccessfulCall, requestOf } from "../facts/successful-call";
import { actorInWords, originInWords } from "../facts/wording";

const NAMES: ReadonlySet<string> = new Set(["SetDefaultPolicyVersion"]);

/** An old, wider version may lie dormant in a policy until someone wakes it. */
export const iamPolicyVersionSwitched = defineIdentityDetection({
  id: "iam.policy-version-switched",
  title: "A policy was switched to another of its versions",
  enabledByDefault: true,
  severity: "medium",
  log: "CloudTrail management events",
  purpose: "changes",
  patterns: () => [calls("iam", [...NAMES])],
  matches: (event) => {
    if (!isSuccessfulCall(event, "iam", NAMES)) return undefined;
    const version = textOf(requestOf(event)["versionId"]) ?? "unknown";
    return {
      summary: `${actorInWords(event.actor)} switched the policy ${policyOf(event)} to version ${version}, from ${originInWords(event)}`,
      details: { Policy: policyOf(event), Version: version },
    };
  },
  dedupBy: (event) => [event.actor.id, policyOf(event)],
});

function policyOf(event: CloudTrailEvent): string {
  return textOf(requestOf(event)["policyArn"]) ?? "of unknown name";
}
