import type { EventPattern, Matcher } from "./event-pattern";
import { compileValueTest, type ValueTest } from "./value-test";

/** One field of a pattern: where it stands in the event and what it must hold. */
export interface Condition {
  readonly path: readonly string[];
  readonly test: ValueTest;
}

/** Conditions that must all hold together. */
export type Alternative = readonly Condition[];

/** An alternative that is not compiled yet: matchers by dotted path. */
export type Fields = ReadonlyMap<string, readonly Matcher[]>;

/**
 * Multiplies `$or` out: a pattern matches when one of its alternatives does. Like EventBridge, a field that is named twice within
 * one alternative (nested and dotted, or outside and inside `$or`) keeps only its last matchers.
 */
export function alternativeFields(pattern: EventPattern): readonly Fields[] {
  return addObject([new Map()], "", pattern);
}

export function compileFields(fields: Fields): Alternative {
  return Array.from(fields, ([path, matchers]) => ({ path: path.split("."), test: compileValueTest(matchers) }));
}

/** The alternatives of a pattern, compiled. */
export function alternativesOf(pattern: EventPattern): readonly Alternative[] {
  return alternativeFields(pattern).map(compileFields);
}

/** How many alternatives `$or` multiplies out to. */
export function countAlternatives(pattern: object): number {
  let count = 1;
  for (const [key, value] of Object.entries(pattern)) {
    if (key === "$or") count *= sum((value as readonly object[]).map(countAlternatives));
    else if (!Array.isArray(value)) count *= countAlternatives(value);
  }
  return count;
}

/** Adds a pattern's fields to the alternatives, which belong to the caller: copies are made where `$or` branches, and nowhere else. */
function addObject(
  alternatives: readonly Map<string, readonly Matcher[]>[],
  prefix: string,
  pattern: EventPattern,
): readonly Map<string, readonly Matcher[]>[] {
  let result = alternatives;
  for (const [key, value] of Object.entries(pattern)) {
    if (key === "$or") {
      const before = result;
      result = (value as readonly EventPattern[]).flatMap((choice) =>
        addObject(
          before.map((fields) => new Map(fields)),
          prefix,
          choice,
        ),
      );
    } else if (Array.isArray(value)) {
      for (const fields of result) fields.set(prefix + key, value);
    } else {
      result = addObject(result, `${prefix}${key}.`, value as EventPattern);
    }
  }
  return result;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
