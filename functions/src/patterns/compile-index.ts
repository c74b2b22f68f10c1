import { alternativeFields, compileFields, type Fields } from "./alternatives";
import { compileHasDottedKey } from "./dotted-key";
import type { EventPattern } from "./event-pattern";
import { compileAlternatives } from "./match";
import { compileOwnValue } from "./own-value";
import { assertPattern } from "./validate";
import { areExactStrings } from "./value-test";

/** A pattern under the id that `compilePatterns` answers with. */
export interface NamedPattern<Id extends string = string> {
  readonly id: Id;
  readonly pattern: EventPattern;
}

/** Fields that tell CloudTrail rules apart best, the most selective first. */
const INDEXED: readonly (readonly string[])[] = [
  ["detail", "eventName"],
  ["source"],
  ["detail", "requestParameters", "bucketName"],
  ["detail", "eventSource"],
  // What is left by then listens to refusals or to root, wherever they happen; few events are either.
  ["detail", "errorCode"],
  ["detail", "userIdentity", "type"],
];

const NONE: readonly never[] = [];

interface Rule<Id> {
  readonly id: Id;
  readonly matches: (event: object) => boolean;
  /** For each indexed field the strings that it must hold, undefined for no such demand. */
  readonly demands: readonly (ReadonlySet<string> | undefined)[];
}

/**
 * Compiles many patterns into one function that answers with the ids of those that match, in the given order. Only rules whose
 * event name and source fit are tried, so that more rules cost little. Throws on an invalid pattern, naming its id.
 */
export function compilePatterns<Id extends string>(
  patterns: readonly NamedPattern<Id>[],
): (event: unknown) => readonly Id[] {
  const candidatesFor = buildIndex(patterns.map(compileRule), 0);
  return (event) => {
    if (typeof event !== "object" || event === null) return NONE;
    const rules = candidatesFor(event);
    let ids: Id[] | undefined;
    for (let index = 0; index < rules.length; index++) {
      const { id, matches } = rules[index] as Rule<Id>;
      if (!matches(event)) continue;
      if (ids === undefined) ids = [id];
      else ids.push(id);
    }
    return ids ?? NONE;
  };
}

function compileRule<Id extends string>({ id, pattern }: NamedPattern<Id>): Rule<Id> {
  try {
    assertPattern(pattern);
  } catch (error) {
    throw new Error(`${id}: ${(error as Error).message}`, { cause: error });
  }
  const alternatives = alternativeFields(pattern);
  return {
    id,
    matches: lazily(() => compileAlternatives(alternatives.map(compileFields))),
    demands: INDEXED.map((path) => demandOf(alternatives, path.join("."))),
  };
}

/** The strings a field must hold whichever alternative matches; undefined where one leaves it open. */
function demandOf(alternatives: readonly Fields[], path: string): ReadonlySet<string> | undefined {
  const demand = new Set<string>();
  for (const alternative of alternatives) {
    const matchers = alternative.get(path);
    if (matchers === undefined || !areExactStrings(matchers)) return undefined;
    for (const each of matchers) demand.add(each);
  }
  return demand;
}

/** Made when it is first asked: a cold start would else spend half its time on events of which most never come. */
function lazily<Result>(make: () => (event: object) => Result): (event: object) => Result {
  let made: ((event: object) => Result) | undefined;
  return (event) => {
    made ??= make();
    return made(event);
  };
}

type Candidates<Id> = (event: object) => readonly Rule<Id>[];

function buildIndex<Id>(rules: readonly Rule<Id>[], level: number): Candidates<Id> {
  const path = INDEXED[level];
  if (path === undefined || rules.length < 2) return () => rules;
  const values = new Set(rules.flatMap(({ demands }) => [...(demands[level] ?? [])]));
  const unreadable = lazily(() => buildIndex(rules, level + 1));
  if (values.size === 0) return unreadable;
  const byValue = new Map<string, Candidates<Id>>();
  for (const value of values) {
    const fitting = () => rules.filter(({ demands }) => demands[level]?.has(value) ?? true);
    byValue.set(
      value,
      lazily(() => buildIndex(fitting(), level + 1)),
    );
  }
  const undemanding = () => rules.filter(({ demands }) => demands[level] === undefined);
  const other = lazily(() => buildIndex(undemanding(), level + 1));
  const readString = compileReadString(path);
  return (event) => {
    const value = readString(event);
    return (value === UNREADABLE ? unreadable : (value !== undefined && byValue.get(value)) || other)(event);
  };
}

/** Arrays or dotted keys may make a field say more than one string. */
const UNREADABLE = Symbol("unreadable");

/** Reads the string at a path of plain objects; undefined where there is none, which no demand for a string can meet. */
function compileReadString(path: readonly string[]): (event: object) => string | undefined | typeof UNREADABLE {
  const hasDottedKey = compileHasDottedKey(path);
  const steps = path.map(compileOwnValue);
  return (event) => {
    if (hasDottedKey(event)) return UNREADABLE;
    let value: unknown = event;
    for (let index = 0; index < steps.length; index++) {
      if (typeof value !== "object" || value === null) return undefined;
      if (Array.isArray(value)) return UNREADABLE;
      value = (steps[index] as (typeof steps)[number])(value);
    }
    if (typeof value === "string") return value;
    return typeof value === "object" && value !== null ? UNREADABLE : undefined;
  };
}
