import { alternativeFields, compileFields, type Fields } from "./alternatives";
import type { EventPattern } from "./event-pattern";
import { compileAlternatives } from "./match";
import { areExactStrings } from "./value-test";

/** A pattern under the id that `compilePatterns` answers with. */
export interface NamedPattern<Id extends string = string> {
  readonly id: Id;
  readonly pattern: EventPattern;
}

/** Fields that distinguish CloudTrail rules best, the most selective first. */
const INDEXED: readonly (readonly string[])[] = [
  ["detail", "eventName"],
  ["source"],
  ["detail", "requestParameters", "bucketName"],
  ["detail", "eventSource"],
  // What is left by then listens to refusals or to root, wherever they happen; few events are either.
  ["detail", "errorCode"],
  ["detail", "userIdentity", "type"],
];

/** A list of objects of which one must hold a string: no rule that demands one matches an event that holds none of those demanded. */
const LISTED = ["detail", "resources", "ARN"] as const;

const NONE: readonly never[] = [];

/** One alternative of a pattern. */
interface Rule<Id> {
  readonly id: Id;
  /** The pattern that it is of. */
  readonly pattern: EventPattern;
  readonly matches: (event: object) => boolean;
  /** For each indexed field the strings that it must hold, undefined for no such demand. */
  readonly demands: readonly (ReadonlySet<string> | undefined)[];
  /** The strings of which the list must hold one; undefined for no such demand. */
  readonly listed: ReadonlySet<string> | undefined;
}

/**
 * Compiles many patterns into one function that answers with the ids of those that match, in the given order. Only rules whose
 * event name and source fit are tried, so that more rules cost little. Patterns must be valid, which `assertPattern` checks: what is
 * deployed was looked at before it was.
 */
export function compilePatterns<Id extends string>(
  patterns: readonly NamedPattern<Id>[],
): (event: unknown) => readonly Id[] {
  const all = patterns.flatMap(compileRules);
  const candidatesFor = buildIndex(all, 0);
  return (event) => {
    if (typeof event !== "object" || event === null) return NONE;
    const values = readIndexed(event);
    const rules = values === undefined ? all : candidatesFor(values);
    let ids: Id[] | undefined;
    let matched: EventPattern | undefined;
    for (let index = 0; index < rules.length; index++) {
      const { id, pattern, matches } = rules[index] as Rule<Id>;
      // The alternatives of a pattern follow one another.
      if (pattern === matched || !matches(event)) continue;
      matched = pattern;
      if (ids === undefined) ids = [id];
      else ids.push(id);
    }
    return ids ?? NONE;
  };
}

/** Each alternative by itself: what one leaves open, another may demand. */
function compileRules<Id extends string>({ id, pattern }: NamedPattern<Id>): readonly Rule<Id>[] {
  // A pattern may be there under several ids.
  const own = { ...pattern };
  return alternativeFields(pattern).map((fields) => ({
    id,
    pattern: own,
    matches: lazily(() => compileAlternatives([compileFields(fields)])),
    demands: INDEXED.map((path) => demandOf(fields, path.join("."))),
    listed: demandOf(fields, LISTED.join(".")),
  }));
}

/** The strings a field must hold; undefined where the alternative leaves it open. */
function demandOf(fields: Fields, path: string): ReadonlySet<string> | undefined {
  const matchers = fields.get(path);
  return matchers !== undefined && areExactStrings(matchers) ? new Set(matchers) : undefined;
}

/** Made when it is first asked: a cold start would else spend half its time on events of which most never come. */
function lazily<Input, Result>(make: () => (input: Input) => Result): (input: Input) => Result {
  let made: ((input: Input) => Result) | undefined;
  return (input) => {
    made ??= make();
    return made(input);
  };
}

interface Values {
  /** What the indexed fields hold, in their order; undefined is no string, which no demand for strings can meet. */
  readonly fields: readonly (string | undefined)[];
  /** Undefined where something else than objects with plain strings stands there, so that nothing is sure. */
  readonly listed: readonly string[] | undefined;
}

type Candidates<Id> = (values: Values) => readonly Rule<Id>[];

function buildIndex<Id>(rules: readonly Rule<Id>[], level: number): Candidates<Id> {
  if (rules.length < 2) return () => rules;
  if (level === INDEXED.length) return byListed(rules);
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
  return (values) => (byValue.get(values.fields[level]) ?? other)(values);
}

function byListed<Id>(rules: readonly Rule<Id>[]): Candidates<Id> {
  const demanded = new Set(rules.flatMap(({ listed }) => [...(listed ?? [])]));
  if (demanded.size === 0) return () => rules;
  const undemanding = rules.filter(({ listed }) => listed === undefined);
  return ({ listed }) => (listed === undefined || listed.some((each) => demanded.has(each)) ? rules : undemanding);
}

/** Keys that spell a part of an indexed path with dots, which equals nested fields: in the event, and in its first field. */
const DOTTED_IN_EVENT = dottedKeys(0);
const DOTTED_IN_DETAIL = dottedKeys(1);

function dottedKeys(from: number): readonly string[] {
  const keys = [...INDEXED, LISTED].flatMap((path) =>
    path.slice(from + 1).map((_, index) => path.slice(from, from + 2 + index)),
  );
  return [...new Set(keys.map((steps) => steps.join(".")))];
}

/** Reads the indexed fields; undefined where arrays or dotted keys may make one of them say more than one string. */
function readIndexed(event: object): Values | undefined {
  if (hasAny(event, DOTTED_IN_EVENT)) return undefined;
  const { detail } = event as { readonly detail?: unknown };
  if (typeof detail === "object" && detail !== null && hasAny(detail, DOTTED_IN_DETAIL)) return undefined;
  const fields: (string | undefined)[] = [];
  for (const path of INDEXED) {
    const value = readAt(event, path);
    if (typeof value === "object" && value !== null) return undefined;
    fields.push(typeof value === "string" ? value : undefined);
  }
  return { fields, listed: readListed(event) };
}

function readListed(event: object): readonly string[] | undefined {
  const { detail } = event as { readonly detail?: unknown };
  if (typeof detail !== "object" || detail === null) return undefined;
  const { resources } = detail as { readonly resources?: unknown };
  if (resources === undefined || resources === null) return NONE;
  if (!Array.isArray(resources)) return undefined;
  const listed: string[] = [];
  for (const entry of resources as readonly unknown[]) {
    if (typeof entry !== "object" || entry === null || Array.isArray(entry)) return undefined;
    const { ARN: value } = entry as { readonly ARN?: unknown };
    if (typeof value === "string") listed.push(value);
    else if (value !== undefined && value !== null) return undefined;
  }
  return listed;
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
