import { isFields } from "../../functions/src/events/fields";
import type { EventPattern, Matcher } from "../../functions/src/patterns/event-pattern";
import { compilePattern } from "../../functions/src/patterns/match";
import { visibleText } from "../visible-text";

/** A field of a pattern that an event does not meet. */
export interface Misfit {
  /** `detail.errorCode` */
  readonly field: string;
  /** As in a sentence: `is "AccessDenied", expected to be absent`. */
  readonly why: string;
}

interface Leaf {
  readonly path: readonly string[];
  /** The leaf alone, as a pattern. */
  readonly pattern: EventPattern;
  readonly expected: string;
}

/** Which fields of a pattern keep an event from it, each looked at by itself; none where only their combination does, or nothing. */
export function misfitsOf(pattern: EventPattern, envelope: unknown): readonly Misfit[] {
  return leavesOf(pattern, [])
    .filter((leaf) => !compilePattern(leaf.pattern)(envelope))
    .map(({ path, expected }) => ({
      field: path.join("."),
      why: `is ${gotAt(envelope, path)}, expected ${expected}`,
    }));
}

function leavesOf(pattern: EventPattern, above: readonly string[]): readonly Leaf[] {
  return Object.entries(pattern).flatMap(([key, value]): readonly Leaf[] => {
    const path = [...above, key];
    if (key === "$or") {
      const expected = `one of ${(value as readonly unknown[]).length} alternatives`;
      return [{ path: above, pattern: nest(path, value), expected }];
    }
    if (!Array.isArray(value)) return leavesOf(value as EventPattern, path);
    return [{ path, pattern: nest(path, value), expected: inWords(value as readonly Matcher[]) }];
  });
}

function nest(path: readonly string[], value: unknown): EventPattern {
  return path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as EventPattern;
}

function gotAt(envelope: unknown, path: readonly string[]): string {
  const value = path.reduce<unknown>((holder, key) => (isFields(holder) ? holder[key] : undefined), envelope);
  if (value === undefined) return "absent";
  if (isFields(value)) return "an object";
  return visibleText(JSON.stringify(value), LONGEST_VALUE);
}

const LONGEST_VALUE = 100;
const MOST_MATCHERS = 8;

function inWords(matchers: readonly Matcher[]): string {
  const shown = matchers.slice(0, MOST_MATCHERS).map(matcherInWords);
  const left = matchers.length - shown.length;
  return [...shown, ...(left > 0 ? [`${left} more`] : [])].join(" or ");
}

function matcherInWords(matcher: Matcher): string {
  if (typeof matcher !== "object" || matcher === null) return JSON.stringify(matcher);
  const [filter, operand] = Object.entries(matcher)[0] ?? [];
  switch (filter) {
    case "exists":
      return operand ? "to be present" : "to be absent";
    case "prefix":
      return `to begin with ${operandInWords(operand)}`;
    case "suffix":
      return `to end with ${operandInWords(operand)}`;
    case "wildcard":
      return `like ${JSON.stringify(operand)}`;
    case "anything-but":
      return `anything but ${operandInWords(operand)}`;
    default:
      return filter === IGNORE_CASE ? operandInWords(matcher) : `${filter} ${JSON.stringify(operand)}`;
  }
}

const IGNORE_CASE = "equals-ignore-case";

function operandInWords(operand: unknown): string {
  const text = isFields(operand) ? operand[IGNORE_CASE] : undefined;
  return text === undefined ? JSON.stringify(operand) : `${JSON.stringify(text)} in upper or lower case`;
}
