import { alternativeFields, compileFields, type Fields } from "./alternatives";
import type { EventPattern } from "./event-pattern";
import { compileAlternatives } from "./match";
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
 * event name and source fit are tried, so that more rules cost little. Patterns must be valid, which `assertPattern` tells: what is
 * deployed was looked at before it was.
 */
export function compilePatterns<Id extends string>(
  patterns: readonly NamedPattern<Id>[],
): (event: unknown) => readonly Id[] {
  const all = patterns.map(compileRule);
  const candidatesFor = buildIndex(all, 0);
  return (event) => {
    if (typeof event !== "object" || event === null) return NONE;
    const values = readIndexed(event);
    const rules = values === undefined ? all : candidatesFor(values);
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
function lazily<Input, Result>(make: () => (input: Input) => Result): (input: Input) => Result {
  let made: ((input: Input) => Result) | undefined;
  return (input) => {
    made ??= make();
    return made(input);
  };
}

/** What the indexed fields hold, in their order; undefined is no string, which no demand for strings can meet. */
type Values = readonly (string | undefined)[];

type Candidates<Id> = (values: Values) => readonly Rule<Id>[];

function buildIndex<Id>(rules: readonly Rule<Id>[], level: number): Candidates<Id> {
  if (level === INDEXED.length || rules.length < 2) return () => rules;
  const demanded = new Set(rules.flatMap(({ demands }) => [...(demands[level] ?? [])]));
  if (demanded.size === 0) return buildIndex(rules, level + 1);
  const byValue = new Map<string | undefined, Candidates<Id>>();
  for (const value of demanded) {
    const fitting = () => rules.filter(({ demands }) => demands[level]?.has(value) ?? true);
    byValue.set(
      value,
      lazily(() => buildIndex(fitting(), level + 1)),
    );
  }
  const undemanding = () => rules.filter(({ demands }) => demands[level] === undefined);
  const other = lazily(() => buildIndex(undemanding(), level + 1));
  return (values) => (byValue.get(values[level]) ?? other)(values);
}

/** Keys that spell a part of an indexed path with dots, which equals nested fields: in the event, and in its first field. */
const DOTTED_IN_EVENT = dottedKeys(0);
const DOTTED_IN_DETAIL = dottedKeys(1);

function dottedKeys(from: number): readonly string[] {
  const keys = INDEXED.flatMap((path) => path.slice(from + 1).map((_, index) => path.slice(from, from + 2 + index)));
  return [...new Set(keys.map((steps) => steps.join(".")))];
}

/** Reads the indexed fields; undefined where arrays or dotted keys may make one of them say more than one string. */
function readIndexed(event: object): Values | undefined {
  if (hasAny(event, DOTTED_IN_EVENT)) return undefined;
  const { detail } = event as { readonly detail?: unknown };
  if (typeof detail === "object" && detail !== null && hasAny(detail, DOTTED_IN_DETAIL)) return undefined;
  const values: (string | undefined)[] = [];
  for (const path of INDEXED) {
    const value = readAt(event, path);
    if (typeof value === "object" && value !== null) return undefined;
    values.push(typeof value === "string" ? value : undefined);
  }
  return values;
}

function hasAny(object: object, keys: readonly string[]): boolean {
  for (const key of keys) if ((object as Record<string, unknown>)[key] !== undefined) return true;
  return false;
}

/** What stands at a path of plain objects; an array on the way is given back itself. */
function readAt(event: object, path: readonly string[]): unknown {
  let value: unknown = event;
  for (const key of path) {
    if (typeof value !== "object" || value === null) return undefined;
    if (Array.isArray(value)) return value;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}
