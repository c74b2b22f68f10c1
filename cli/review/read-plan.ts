import { readFileSync } from "node:fs";
import { UsageError } from "../usage-error";

type Fields = Readonly<Record<string, unknown>>;

/** What a plan does to one resource; `after` without the values that are only known once it is applied. */
export interface ResourceChange {
  readonly address: string;
  readonly type: string;
  readonly actions: readonly string[];
  readonly before: Fields;
  readonly after: Fields;
}

export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function fail(file: string, got: string): never {
  throw new UsageError(`${file}: got ${got}, expected a plan as \`terraform show -json PLAN\` prints it`);
}

/** The changes of a plan file; throws a UsageError when it is none. */
export function readPlan(file: string): readonly ResourceChange[] {
  let plan: unknown;
  try {
    plan = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    return fail(file, error instanceof Error ? error.message : String(error));
  }
  if (!isFields(plan)) return fail(file, "no object");
  const changes = plan["resource_changes"] ?? (plan["planned_values"] === undefined ? undefined : []);
  if (!Array.isArray(changes)) return fail(file, "an object without resource_changes");
  return changes.filter(isFields).flatMap((resource) => {
    const { address, type, change } = resource;
    if (typeof address !== "string" || typeof type !== "string" || !isFields(change)) return [];
    const { actions, before, after } = change;
    const names = Array.isArray(actions) ? actions.filter((action) => typeof action === "string") : [];
    return [
      { address, type, actions: names, before: isFields(before) ? before : {}, after: isFields(after) ? after : {} },
    ];
  });
}
