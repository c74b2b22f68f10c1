import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { flagOf, textOf } from "../../events/fields";
import { calls } from "../engine/listen";
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
  status: "stable",
  enabledByDefault: true,
  severity: "medium",
  attack: ["TA0003:T1098.003", "TA0004:T1548"],
  description:
    "A policy was written that allows every action, or every action of IAM or S3, on every resource: into a user, role or group, as the version of a managed policy that is in force, or, milder, as a managed policy that nobody holds yet or under conditions. A policy that cannot be read counts too.",
  misses: [
    "wide rights spelled out action by action, or with wildcards within an action's name",
    "single rights from which all others can be had, as iam:PassRole",
    "versions written earlier and put in force later (iam.policy-version-switched)",
  ],
  falsePositives: ["roles for deployments and for breaking the glass: suppress these by actor"],
  runbook: [
    "Read the policy and ask the caller who needs it.",
    "If nobody does, delete it or set the earlier version as default, and end the holder's sessions.",
    "Look what else the caller changed.",
  ],
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
