import type { Matcher } from "./event-pattern";
import { endsWithIgnoreCase, equalsIgnoreCase, foldCase, startsWithIgnoreCase } from "./ignore-case";
import { isInRange, parseIp, parseIpRange } from "./ip-range";
import { matchesWildcard, parseWildcard } from "./wildcard";

/** A field's matchers, compiled. */
export interface ValueTest {
  /** Takes a JSON string, number, boolean or null. */
  readonly accepts: (value: unknown) => boolean;
  /** Whether an event without the field matches (`exists: false`). */
  readonly acceptsAbsence: boolean;
}

type Accepts = (value: unknown) => boolean;
type AcceptsText = (text: string) => boolean;

/** Compiles the matchers of one field, any of which may match. They must have passed `validatePattern`. */
export function compileValueTest(matchers: readonly Matcher[]): ValueTest {
  const literals = new Set<unknown>();
  const tests: Accepts[] = [];
  let acceptsAbsence = false;
  for (const matcher of matchers) {
    if (typeof matcher === "object" && matcher !== null) {
      const [filter, operand] = Object.entries(matcher)[0] as [string, unknown];
      if (filter === "exactly") literals.add(operand);
      else if (filter === "exists" && operand === false) acceptsAbsence = true;
      else tests.push(compileFilter(filter, operand));
    } else {
      literals.add(matcher);
      const address = typeof matcher === "string" ? parseIp(matcher) : undefined;
      if (address !== undefined) tests.push(onText((text) => isInRange(address, text)));
    }
  }
  if (literals.size > 0) tests.unshift(isOneOf(literals));
  return { accepts: anyOf(tests), acceptsAbsence };
}

/** Whether the matchers are strings of which one must be there, letter by letter: an address may be spelt in other ways. */
export function areExactStrings(matchers: readonly Matcher[]): matchers is readonly string[] {
  return matchers.every((matcher) => typeof matcher === "string" && parseIp(matcher) === undefined);
}

function compileFilter(filter: string, operand: unknown): Accepts {
  switch (filter) {
    case "exists":
      return () => true;
    case "numeric":
      return compileNumeric(operand as readonly (string | number)[]);
    case "anything-but":
      return compileAnythingBut(operand);
    default:
      return onText(compileTextFilter(filter, operand));
  }
}

function compileTextFilter(filter: string, operand: unknown): AcceptsText {
  if (typeof operand === "object" && operand !== null) {
    const folded = foldCase((operand as { "equals-ignore-case": string })["equals-ignore-case"]);
    return filter === "prefix"
      ? (text) => startsWithIgnoreCase(folded, text)
      : (text) => endsWithIgnoreCase(folded, text);
  }
  const wanted = operand as string;
  switch (filter) {
    case "prefix":
      return (text) => text.startsWith(wanted);
    case "suffix":
      return (text) => text.endsWith(wanted);
    case "equals-ignore-case": {
      const folded = foldCase(wanted);
      return (text) => equalsIgnoreCase(folded, text);
    }
    case "wildcard": {
      const parsed = parseWildcard(wanted);
      if ("problem" in parsed) break;
      return (text) => matchesWildcard(parsed.wildcard, text);
    }
    case "cidr": {
      const parsed = parseIpRange(wanted);
      if ("problem" in parsed) break;
      return (text) => isInRange(parsed.range, text);
    }
  }
  throw new Error(`no filter ${JSON.stringify(filter)} for ${JSON.stringify(operand)}: validate the pattern first`);
}

function compileAnythingBut(operand: unknown): Accepts {
  if (typeof operand !== "object" || operand === null) return (value) => value !== operand;
  if (Array.isArray(operand)) {
    const refused = new Set<unknown>(operand);
    return (value) => !refused.has(value);
  }
  const [filter, operands] = Object.entries(operand)[0] as [string, unknown];
  const refused = [operands].flat().map((each) => onText(compileTextFilter(filter, each)));
  return (value) => !refused.some((test) => test(value));
}

function compileNumeric(terms: readonly (string | number)[]): Accepts {
  const bounds: ((value: number) => boolean)[] = [];
  for (let index = 0; index < terms.length; index += 2) {
    bounds.push(compileBound(terms[index] as string, terms[index + 1] as number));
  }
  return (value) => typeof value === "number" && bounds.every((bound) => bound(value));
}

function compileBound(operator: string, limit: number): (value: number) => boolean {
  switch (operator) {
    case "<":
      return (value) => value < limit;
    case "<=":
      return (value) => value <= limit;
    case ">":
      return (value) => value > limit;
    case ">=":
      return (value) => value >= limit;
    default:
      return (value) => value === limit;
  }
}

function onText(test: AcceptsText): Accepts {
  return (value) => typeof value === "string" && test(value);
}

function isOneOf(literals: ReadonlySet<unknown>): Accepts {
  if (literals.size > 1) return (value) => literals.has(value);
  const [only] = literals;
  return (value) => value === only;
}

function anyOf(tests: readonly Accepts[]): Accepts {
  const [first, ...others] = tests;
  if (first === undefined) return () => false;
  if (others.length === 0) return first;
  return (value) => tests.some((test) => test(value));
}
