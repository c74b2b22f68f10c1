import type { Alternative, Condition } from "./alternatives";
import { openArray } from "./array-leaves";
import { ownValue } from "./own-value";

/**
 * Whether an event fulfils an alternative, in full: arrays of objects, where fields must come from the same element, and keys
 * with dots, which equal nested fields. Slower than the plain match, which hands over the events that need it.
 *
 * An event that has both an array `a` and a key `a.b`, which no service sends, may match where EventBridge would not: a condition that the
 * key meets then counts as met by any element of the array.
 */
export function compileArrayMatch(alternative: Alternative): (event: object) => boolean {
  // EventBridge decides the fields in the order of their names, and whether a field is missing is asked of the elements chosen
  // so far. The order therefore decides what `exists: false` means in an array.
  const conditions = [...alternative].sort((left, right) => compare(left.path.join("."), right.path.join(".")));
  return (event) => holds({ values: [event], depth: 0 }, conditions, false);
}

/** All the values at one path; `depth` is how many keys lead there. */
interface Spot {
  readonly values: readonly unknown[];
  readonly depth: number;
}

/** `firstPresent`: the first condition must be met by a value, not by a missing field. */
function holds(spot: Spot, conditions: readonly Condition[], firstPresent: boolean): boolean {
  const { unbound, elements } = openArrays(spot.values);
  if (elements.length === 0) return holdsUnbound({ values: unbound, depth: spot.depth }, conditions, firstPresent);
  // Conditions before `index` bind no element, the one at `index` is the first to bind one, and the rest must fit it.
  for (const [index, condition] of conditions.entries()) {
    const rest = conditions.slice(index);
    for (const element of elements) {
      if (holds({ values: [...unbound, element], depth: spot.depth }, rest, true)) return true;
    }
    if (firstPresent && index === 0) return false;
    if (!condition.test.acceptsAbsence || hasLeaf(spot, condition)) return false;
  }
  return true;
}

function openArrays(values: readonly unknown[]): { unbound: readonly unknown[]; elements: readonly object[] } {
  if (!values.some(Array.isArray)) return { unbound: values, elements: [] };
  const unbound = values.filter((value) => !Array.isArray(value));
  const { leaves, objects } = openArray(values.filter(Array.isArray));
  return { unbound: [...unbound, ...leaves], elements: objects };
}

function holdsUnbound(spot: Spot, conditions: readonly Condition[], firstPresent: boolean): boolean {
  const [first] = conditions;
  for (const [key, group] of groupByKey(conditions, spot.depth)) {
    const mustBePresent = firstPresent && group[0] === first;
    const fulfilled =
      key === undefined
        ? group.every((condition) => holdsHere(spot.values, condition, mustBePresent))
        : holds({ values: valuesBelow(spot, key, group), depth: spot.depth + 1 }, group, mustBePresent);
    if (!fulfilled) return false;
  }
  return true;
}

function holdsHere(values: readonly unknown[], { test }: Condition, mustBePresent: boolean): boolean {
  const leaves = values.filter(isLeaf);
  if (leaves.length === 0) return test.acceptsAbsence && !mustBePresent;
  return leaves.some(test.accepts);
}

function hasLeaf(spot: Spot, condition: Condition): boolean {
  const { unbound, elements } = openArrays(spot.values);
  const key = condition.path[spot.depth];
  if (key === undefined) return unbound.some(isLeaf);
  const values = valuesBelow({ values: [...unbound, ...elements], depth: spot.depth }, key, [condition]);
  return values.length > 0 && hasLeaf({ values, depth: spot.depth + 1 }, condition);
}

/** Groups by the key that leads on; undefined groups those whose path ends here. */
function groupByKey(conditions: readonly Condition[], depth: number): Map<string | undefined, Condition[]> {
  const groups = new Map<string | undefined, Condition[]>();
  for (const condition of conditions) {
    const group = groups.get(condition.path[depth]);
    if (group === undefined) groups.set(condition.path[depth], [condition]);
    else group.push(condition);
  }
  return groups;
}

/** What stands under the key, a dotted key `a.b` being read as a field `b` under `a`. */
function valuesBelow(spot: Spot, key: string, conditions: readonly Condition[]): readonly unknown[] {
  const remainders = new Set<string>();
  for (const { path } of conditions) {
    for (let end = spot.depth + 2; end <= path.length; end++) remainders.add(path.slice(spot.depth + 1, end).join("."));
  }
  const found: unknown[] = [];
  for (const object of spot.values) {
    if (typeof object !== "object" || object === null) continue;
    const plain = ownValue(object, key);
    if (plain !== undefined) found.push(plain);
    for (const remainder of remainders) {
      const dotted = ownValue(object, `${key}.${remainder}`);
      if (dotted !== undefined) found.push({ [remainder]: dotted });
    }
  }
  return found;
}

function isLeaf(value: unknown): boolean {
  return value !== undefined && (typeof value !== "object" || value === null);
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
