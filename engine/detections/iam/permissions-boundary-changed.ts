import { textOf } from "../../events/fields";
import type { Severity } from "../../severity";
import { calls } from "../engine/rule-patterns";
import { defineIdentityDetection } from "../facts/define-identity-detection";
import { policyHolder } from "../facts/policy-attachment";
import { isSuccessfulCall, requestOf } from "../facts/successful-call";
import { actorInWords, originInWords } from "../facts/wording";

const NAMES: ReadonlySet<string> = new Set([
  "PutUserPermissionsBoundary",
  "PutRolePermissionsBoundary",
  "DeleteUserPermissionsBoundary",
  "DeleteRolePermissionsBoundary",
]);

/** The fence around what a delegated administrator may hand out. */
export const iamPermissionsBoundaryChanged = defineIdentityDetection({
  id: "iam.permissions-boundary-changed",
  title: "A permissions boundary was changed or taken away",
  enabledByDefault: true,
  severity: "medium",
  log: "CloudTrail management events",
  purpose: "changes",
  patterns: () => [calls("iam", [...NAMES])],
  matches: (event) => {
    if (!isSuccessfulCall(event, "iam", NAMES)) return undefined;
    const boundary = textOf(requestOf(event)["permissionsBoundary"]) ?? "none that the record names";
    const isGone = event.name.startsWith("Delete");
    const change = isGone ? "took away the permissions boundary of" : `set the permissions boundary ${boundary} for`;
    return {
      severity: severityOf(isGone, boundary),
      summary: `${actorInWords(event.actor)} ${change} ${policyHolder(event)}, from ${originInWords(event)}`,
      details: { Holder: policyHolder(event), ...(!isGone && { Boundary: boundary }) },
    };
  },
  dedupBy: (event) => [event.actor.id, policyHolder(event)],
});

function severityOf(isGone: boolean, boundary: string): Severity {
  return isGone || boundary.endsWith(":iam::aws:policy/AdministratorAccess") ? "high" : "medium";
}
