import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { flagOf, textOf } from "../../events/fields";
import { calls } from "../engine/rule-patterns";
import { defineIdentityDetection } from "../facts/define-identity-detection";
import { policyHolder } from "../facts/policy-attachment";
import { type PolicyReading, readPolicy } from "../facts/policy-document";
import { isSuccessfulCall, requestOf } from "../facts/successful-call";
import { wideRightsOf } from "../facts/wide-rights";
import { actorInWords, originInWords } from "../facts/wording";

const NAMES: ReadonlySet<string> = new Set([
  "PutUserPolicy",
  "PutRolePolicy",
  "PutGroupPolicy",
  "CreatePolicy",
  "CreatePolicyVersion",
]);

/** Administrator's rights without the telltale name. */
export const iamWidePolicyWritten = defineIdentityDetection({
  id: "iam.wide-policy-written",
  title: "A policy that allows everything was written",
  enabledByDefault: true,
  severity: "medium",
  log: "CloudTrail management events",
  purpose: "changes",
  patterns: () => [calls("iam", [...NAMES])],
  matches: (event) => {
    if (!isSuccessfulCall(event, "iam", NAMES)) return undefined;
    const request = requestOf(event);
    if (event.name === "CreatePolicyVersion" && flagOf(request["setAsDefault"]) !== true) return undefined;
    const finding = findingIn(readPolicy(request["policyDocument"]));
    if (finding === undefined) return undefined;
    const isHeld = event.name !== "CreatePolicy";
    return {
      severity: isHeld && finding.isCertain ? "high" : "medium",
      summary: `${actorInWords(event.actor)} wrote a policy that ${finding.what} into ${placeOf(event)}, from ${originInWords(event)}`,
      details: { Policy: placeOf(event), Allows: finding.what },
    };
  },
  dedupBy: (event) => [event.actor.id, placeOf(event)],
});

function findingIn(reading: PolicyReading): { readonly what: string; readonly isCertain: boolean } | undefined {
  if (reading.kind === "absent") return undefined;
  if (reading.kind === "unreadable") return { what: `cannot be read (${reading.because})`, isCertain: false };
  const rights = wideRightsOf(reading.statements);
  if (rights === undefined) return undefined;
  const on = rights.isConditional ? "on every resource under conditions" : "on every resource";
  return { what: `allows ${rights.actions.join(" and ")} ${on}`, isCertain: !rights.isConditional };
}

function placeOf(event: CloudTrailEvent): string {
  const { policyArn, policyName } = requestOf(event);
  if (!event.name.startsWith("Put"))
    return `the policy ${textOf(policyArn) ?? textOf(policyName) ?? "of unknown name"}`;
  return policyHolder(event);
}
