import { isFields } from "@palisade/engine/events/fields";
import type { EventPattern, Matcher } from "@palisade/engine/patterns/event-pattern";
import { compilePattern } from "@palisade/engine/patterns/match";
import { visibleText } from "../lib/visible-text";

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
  readonly why: (envelope: unknown) => string;
}

/** Which fields of a pattern keep an event from it, each looked at by itself; none where only their combination does, or nothing. */
export function misfitsOf(pattern: EventPattern, envelope: unknown): readonly Misfit[] {
  return leavesOf(pattern, [])
    .filter((leaf) => !compilePattern(leaf.pattern)(envelope))
    .map(({ path, why }) => ({ field: path.join("."), why: why(envelope) }));
}

const MOST_ALTERNATIVES = 4;

/** What keeps an event from each of several patterns, of which one would do. */
function noneFits(alternatives: readonly EventPattern[], envelope: unknown): string {
  const whys = alternatives.slice(0, MOST_ALTERNATIVES).map((pattern) => {
    const misfits = misfitsOf(pattern, envelope).map(({ field, why }) => `${field} ${why}`);
    return misfits.length === 0 ? "fields that fit one by one, but not together" : misfits.join(" and ");
  });
  const left = alternatives.length - whys.length;
  return `meets none of ${alternatives.length} conditions: ${whys.join("; ")}${left > 0 ? `; and ${left} more` : ""}`;
}

function leavesOf(pattern: EventPattern, above: readonly string[]): readonly Leaf[] {
  return Object.entries(pattern).flatMap(([key, value]): readonly Leaf[] => {
    const path = [...above, key];
    if (key === "$or") {
      const alternatives = (value as readonly unknown[]).map((one) => nest(above, one));
      return [{ path: above, pattern: nest(path, value), why: (envelope) => noneFits(alternatives, envelope) }];
    }
    if (!Array.isArray(value)) return leavesOf(value as EventPattern, path);
    const expected = inWords(value as readonly Matcher[]);
    const why = (envelope: unknown) => `is ${gotAt(envelope, path)}, expected ${expected}`;
    return [{ path, pattern: nest(path, value), why }];
  });
}

function nest(path: readonly string[], value: unknown): EventPattern {
  return path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as EventPattern;
}

function gotAt(envelope: unknown, path: readonly string[]): string {
  const value = path.reduce<unknown>(valueAt, envelope);
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return "absent";
  if (isFields(value)) return "an object";
  return visibleText(JSON.stringify(value), LONGEST_VALUE);
}

/** Of a list, as EventBridge looks into it: what each of its objects holds. */
function valueAt(holder: unknown, key: string): unknown {
  if (Array.isArray(holder)) return holder.map((one) => valueAt(one, key)).filter((value) => value !== undefined);
  return isFields(holder) ? holder[key] : undefined;
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
