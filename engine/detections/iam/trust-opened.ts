import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { textOf } from "../../events/fields";
import { calls } from "../engine/listen";
import { defineIdentityDetection } from "../facts/define-identity-detection";
import { listInWords } from "../facts/list-in-words";
import { gravestOf, outsidersIn } from "../facts/outsiders";
import { readPolicy } from "../facts/policy-document";
import { isSuccessfulCall, requestOf } from "../facts/successful-call";
import { actorInWords, originInWords } from "../facts/wording";

const NAMES: ReadonlySet<string> = new Set(["UpdateAssumeRolePolicy", "CreateRole"]);

/** A door in the account whose key lies in somebody else's. */
export const iamTrustOpened = defineIdentityDetection({
  id: "iam.trust-opened",
  title: "A role lets in somebody from outside",
  status: "stable",
  enabledByDefault: true,
  severity: "medium",
  attack: ["TA0003:T1098", "TA0004:T1098"],
  description:
    "A role was created or changed so that an account that palisade.yaml does not trust, an identity provider's every user, or everybody may assume it. Everybody without any condition is critical.",
  misses: [
    "conditions that look strict and are not: an external id keeps nobody out who knows it",
    "an own identity provider's users under a condition that is too wide",
    "who assumes the role later",
  ],
  falsePositives: ["vendors and partners: list their accounts under trusted accounts in palisade.yaml"],
  runbook: [
    "Ask the caller whom the role is for. If it is a partner, list the account in palisade.yaml.",
    "If nobody knows, take the principal out of the role's trust policy and revoke the role's active sessions in the IAM console.",
    "Look in CloudTrail for AssumeRole of this role, and for what its sessions did.",
  ],
  log: "CloudTrail management events",
  purpose: "changes",
  patterns: () => [calls("iam", [...NAMES])],
  matches: (event, context) => {
    if (!isSuccessfulCall(event, "iam", NAMES)) return undefined;
    const reading = readPolicy(documentOf(event));
    if (reading.kind === "absent") return undefined;
    const outsiders =
      reading.kind === "policy"
        ? outsidersIn(reading.statements, event, context)
        : [{ who: `somebody whom Palisade cannot read (${reading.because})`, severity: "medium" as const }];
    if (outsiders.length === 0) return undefined;
    const who = listInWords(outsiders.map((outsider) => outsider.who));
    return {
      severity: gravestOf(outsiders),
      summary: `${actorInWords(event.actor)} lets ${who} assume the role ${roleOf(event)}, from ${originInWords(event)}`,
      details: { Role: roleOf(event), "Lets in": who },
    };
  },
  dedupBy: (event) => [event.actor.id, roleOf(event)],
});

function documentOf(event: CloudTrailEvent): unknown {
  const request = requestOf(event);
  return event.name === "CreateRole" ? request["assumeRolePolicyDocument"] : request["policyDocument"];
}

function roleOf(event: CloudTrailEvent): string {
  return textOf(requestOf(event)["roleName"]) ?? "of unknown name";
}
