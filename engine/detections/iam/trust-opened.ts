import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { textOf } from "../../events/fields";
import { calls } from "../engine/rule-patterns";
import { defineIdentityDetection } from "../facts/define-identity-detection";
import { listInWords } from "../facts/list-in-words";
import { gravestOf, outsidersIn } from "../facts/outsiders";
import { readPolicy } from "../facts/policy-document";
import { isSuccessfulCall, requestOf } from "../facts/successful-call";
import { actorInWords, originInWords } from "../facts/wording";

const NAMES: ReadonlySet<string> = new Set(["UpdateAssumeRolePolicy", "CreateRole"]);

/** A door in the account whose key lies in someone else's. */
export const iamTrustOpened = defineIdentityDetection({
  id: "iam.trust-opened",
  title: "A role lets in somebody from outside",
  enabledByDefault: true,
  severity: "medium",
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
