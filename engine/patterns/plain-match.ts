import type { Alternative, Condition } from "./alternatives";
import { openArray } from "./array-leaves";
import { compileOwnValue, type OwnValue } from "./own-value";
import type { ValueTest } from "./value-test";

export const MATCH = -1;
/** An array of objects stands in the way: only the full match can decide. */
export const UNDECIDED = -2;

/** MATCH, UNDECIDED, or the index of a condition that failed (what a dotted key could still heal). */
type PlainVerdict = number;

type Check = (value: unknown) => PlainVerdict;

/** Matches an event as nested objects, without allocating anything; keys are looked up once each. */
export function compilePlainMatch(alternative: Alternative): Check {
  const indexed = alternative.map((condition, index) => ({ ...condition, index }));
  return compileLevel(indexed, 0);
}

interface IndexedCondition extends Condition {
  readonly index: number;
}

function compileLevel(conditions: readonly IndexedCondition[], depth: number): Check {
  const [first, ...others] = conditions as [IndexedCondition, ...IndexedCondition[]];
  const isLeaf = first.path.length === depth;
  if (isLeaf && others.length === 0) return compileLeaf(first.test, first.index);
  // A pattern that wants both a value and fields at one place only makes sense for arrays.
  if (conditions.some(({ path }) => path.length === depth)) return () => UNDECIDED;
  const groups = new Map<string, IndexedCondition[]>();
  for (const condition of conditions) {
    const key = condition.path[depth] as string;
    groups.set(key, [...(groups.get(key) ?? []), condition]);
  }
  const missing = conditions.find(({ test }) => !test.acceptsAbsence)?.index ?? MATCH;
  const fields = Array.from(groups, ([key, group]) => ({
    read: compileOwnValue(key),
    check: compileLevel(group, depth + 1),
  }));
  return compileFields(fields, missing);
}

function compileFields(
  fields: readonly { readonly read: OwnValue; readonly check: Check }[],
  missing: PlainVerdict,
): Check {
  return (value) => {
    if (typeof value !== "object" || value === null) return missing;
    if (Array.isArray(value)) return UNDECIDED;
    let verdict = MATCH;
    for (let index = 0; index < fields.length; index++) {
      const { read, check } = fields[index] as (typeof fields)[number];
      const found = check(read(value));
      if (found >= 0) return found;
      if (found === UNDECIDED) verdict = UNDECIDED;
    }
    return verdict;
  };
}

function compileLeaf({ accepts, acceptsAbsence }: ValueTest, index: number): Check {
  const absent = acceptsAbsence ? MATCH : index;
  return (value) => {
    if (value === undefined) return absent;
    if (typeof value !== "object" || value === null) return accepts(value) ? MATCH : index;
    if (!Array.isArray(value)) return absent;
    const { leaves } = openArray(value);
    if (leaves.length === 0) return absent;
    return leaves.some(accepts) ? MATCH : index;
  };
}
