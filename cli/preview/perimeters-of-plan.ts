import { textOf } from "@palisade/engine/events/fields";
import type { Perimeter } from "@palisade/engine/perimeter/perimeter";
import type { DetectorSettings } from "@palisade/engine/settings";
import { code, type Finding, loud } from "../review/finding";
import type { PlanChange } from "../review/plan-change";
import { policyStatements } from "../review/policy-statements";
import { perimeterOfPolicy } from "./perimeter-of-policy";

/** The perimeters that a plan finds and leaves behind, of the buckets whose policies it changes. */
export interface PlannedChange {
  readonly before: DetectorSettings;
  readonly after: DetectorSettings;
  /** What could not be read, so that nothing is said of its callers. */
  readonly findings: readonly Finding[];
}

/** Reads the policies of a plan, before and after; everything but perimeters is as in `settings`. */
export function perimetersOfPlan(changes: readonly PlanChange[], settings: DetectorSettings): PlannedChange {
  const before: Perimeter[] = [];
  const after: Perimeter[] = [];
  const findings: Finding[] = [];
  for (const change of changes) {
    if (change.type !== "aws_s3_bucket_policy") continue;
    const was = read(change.before?.["policy"], change);
    const is =
      change.afterUnknown["policy"] === true ? "known only after apply" : read(change.after?.["policy"], change);
    if (typeof was === "string" || typeof is === "string") {
      const why = typeof is === "string" ? is : (was as string);
      findings.push(loud(`**Not previewed:** ${code(change.address)}, ${why}`));
      continue;
    }
    before.push(...was);
    after.push(...is);
  }
  return { before: { ...settings, perimeters: before }, after: { ...settings, perimeters: after }, findings };
}

/** No perimeter, one, or why no one can tell. */
function read(policy: unknown, change: PlanChange): readonly Perimeter[] | string {
  if (policy === undefined || policy === null || policy === "") return [];
  const statements = typeof policy === "string" ? policyStatements(policy) : undefined;
  const bucket = textOf(change.after?.["bucket"]) ?? textOf(change.before?.["bucket"]);
  if (statements === undefined || bucket === undefined) return "its policy or its bucket cannot be read";
  const found = perimeterOfPolicy(statements, bucket);
  if (found.kind === "unreadable") return `its Deny ${code(found.sid)} says more than a perimeter of Palisade's`;
  return found.kind === "none" ? [] : [found.perimeter];
}
