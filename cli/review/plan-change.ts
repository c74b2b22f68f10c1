import { type Fields, fieldsOf, isFields, textOf } from "@palisade/engine/events/fields";

/** One resource that a Terraform plan touches. */
export interface PlanChange {
  readonly address: string;
  readonly type: string;
  readonly actions: readonly string[];
  /** Undefined where the resource does not exist before. */
  readonly before: Fields | undefined;
  readonly after: Fields | undefined;
  /** Attributes that are known only after apply are `true` here, at their place. */
  readonly afterUnknown: Fields;
}

const PLAN_FIELDS = ["resource_changes", "planned_values", "configuration", "terraform_version", "applyable"] as const;

/** What `terraform show -json` prints of a plan, or why it cannot be that. Never throws. */
export function readPlan(value: unknown): readonly PlanChange[] | string {
  if (!isFields(value) || typeof value["format_version"] !== "string") {
    return "no Terraform plan, expected the output of terraform show -json PLAN";
  }
  if (value["values"] !== undefined) return "a Terraform state, expected a plan";
  if (!/^1\./.test(value["format_version"])) {
    return `a plan of format ${value["format_version"].slice(0, 20)}, expected 1.x, as Terraform and OpenTofu write it`;
  }
  // What an empty state looks like, which is printed where no plan is named.
  if (PLAN_FIELDS.every((field) => value[field] === undefined)) {
    return "no Terraform plan, but an empty state, expected the output of terraform show -json PLAN";
  }
  const changes = value["resource_changes"];
  // Terraform leaves the list out when nothing changes.
  if (changes === undefined) return [];
  if (!Array.isArray(changes)) return "no Terraform plan: resource_changes is not a list";
  return changes
    .map(changeOf)
    .filter(({ actions }) => actions.some((action) => action !== "no-op" && action !== "read"));
}

/** Why a plan does not hold all that there is to change; undefined where it does. */
export function planGap(value: unknown): string | undefined {
  const { errored, complete } = fieldsOf(value);
  if (errored === true) return "the plan ended in an error, fix: mend that and plan again";
  if (complete === false) return "changes are left for a later plan, as -target and deferred changes leave them";
  return undefined;
}

function changeOf(value: unknown): PlanChange {
  const resource = fieldsOf(value);
  const change = fieldsOf(resource["change"]);
  const actions = change["actions"];
  return {
    address: textOf(resource["address"]) ?? "a resource without address",
    type: textOf(resource["type"]) ?? "",
    actions: Array.isArray(actions) ? actions.filter((action) => typeof action === "string") : [],
    before: isFields(change["before"]) ? change["before"] : undefined,
    after: isFields(change["after"]) ? change["after"] : undefined,
    afterUnknown: fieldsOf(change["after_unknown"]),
  };
}

/** How many resources a plan creates, changes and destroys; a replaced one is both created and destroyed. */
export function countActions(changes: readonly PlanChange[]) {
  const count = (action: string) => changes.filter(({ actions }) => actions.includes(action)).length;
  return { create: count("create"), update: count("update"), delete: count("delete") };
}
