import type { EventPattern, Matcher } from "../../patterns/event-pattern";
import { aboutBucketArns, bucketArnsIn, charactersOf } from "../facts/about-buckets";

/** Where a pattern keeps a list of matchers. */
export type ListPath = string & { readonly isPath: unique symbol };

/** A list of matchers, made by a pool: two of one pool that say the same, in whatever order, have the same identity. */
export interface MatcherList {
  readonly matchers: readonly Matcher[];
  readonly identity: number;
  /** Of each matcher, in their order. */
  readonly identities: ReadonlySet<number>;
}

/** A pattern as its lists by their paths: merging compares and exchanges these, and does so some ten thousand times. */
export interface FlatPattern {
  /**
   * In the pattern's own order, `$or` included, which is a list like any other but never opened: save for the one that says which
   * buckets a record is about, which is the list of their ARNs.
   */
  readonly lists: ReadonlyMap<ListPath, MatcherList>;
}

const SEPARATOR = "\0";
const OR = "$or";

export function listPath(...fields: readonly string[]): ListPath {
  return fields.join(SEPARATOR) as ListPath;
}

/** Where the ARNs of the buckets stand that a pattern is about. */
export const BUCKETS = listPath("detail", OR, "ARN");

/** How many characters a matcher of that list adds to the pattern, with its comma. */
export function charactersAt(path: ListPath, matcher: Matcher): number {
  return path === BUCKETS ? charactersOf(String(matcher)) : JSON.stringify(matcher).length + 1;
}

/** Whether the list there is a list of matchers of one field, and no `$or`. */
export function isOpen(path: ListPath): boolean {
  return path !== OR && !path.endsWith(SEPARATOR + OR);
}

/** The pattern with another list there. */
export function withList({ lists }: FlatPattern, path: ListPath, list: MatcherList): FlatPattern {
  return { lists: new Map(lists).set(path, list) };
}

/** Equal for patterns that select the same but for what their lists at the paths say. */
export function identityBut({ lists }: FlatPattern, paths: readonly ListPath[]): string {
  const parts = [...lists].map(([path, { identity }]) => `${path}=${paths.includes(path) ? "" : identity}`);
  return parts.sort().join();
}

/** As EventBridge reads it. */
export function nested({ lists }: FlatPattern): EventPattern {
  const pattern: Record<string, unknown> = {};
  for (const [path, { matchers }] of lists) {
    const fields = path.split(SEPARATOR);
    const last = fields.pop() as string;
    if (path === BUCKETS) fields.pop();
    let at = pattern;
    for (const field of fields) {
      at[field] ??= {};
      at = at[field] as Record<string, unknown>;
    }
    if (path === BUCKETS) Object.assign(at, aboutBucketArns(matchers as readonly string[]));
    else at[last] = matchers;
  }
  return pattern as EventPattern;
}

/** Makes the lists of patterns that are to be merged with each other. */
export interface ListPool {
  readonly flat: (pattern: EventPattern) => FlatPattern;
  readonly union: (some: MatcherList, more: MatcherList) => MatcherList;
  readonly difference: (some: MatcherList, less: MatcherList) => MatcherList;
  /** Some of a list's matchers. */
  readonly listOf: (matchers: readonly Matcher[]) => MatcherList;
}

export function createListPool(): ListPool {
  const numbers = new Map<string, number>();
  const numberOf = (text: string) => {
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, numbers.size);
    return numbers.size - 1;
  };
  const list = (byIdentity: ReadonlyMap<number, Matcher>): MatcherList => ({
    matchers: [...byIdentity.values()],
    identities: new Set(byIdentity.keys()),
    identity: numberOf([...byIdentity.keys()].sort((a, b) => a - b).join()),
  });
  const listOf = (matchers: readonly Matcher[]) =>
    list(new Map(matchers.map((matcher) => [numberOf(textOf(matcher)), matcher])));
  const lists = (pattern: EventPattern, above: readonly string[]): readonly (readonly [ListPath, MatcherList])[] =>
    Object.entries(pattern).flatMap(([field, value]) => {
      const path = [...above, field];
      const buckets = listPath(...path, "ARN") === BUCKETS ? bucketArnsIn(value as readonly EventPattern[]) : undefined;
      if (buckets !== undefined) return [[BUCKETS, listOf(buckets)] as const];
      return Array.isArray(value)
        ? [[listPath(...path), listOf(value as readonly Matcher[])] as const]
        : lists(value as EventPattern, path);
    });
  return {
    listOf,
    flat: (pattern) => ({ lists: new Map(lists(pattern, [])) }),
    union: (some, more) => {
      const added = entries(more).filter(([identity]) => !some.identities.has(identity));
      return added.length === 0 ? some : list(new Map([...entries(some), ...added]));
    },
    difference: (some, less) => {
      const left = entries(some).filter(([identity]) => !less.identities.has(identity));
      return left.length === some.matchers.length ? some : list(new Map(left));
    },
  };
}

function entries({ identities, matchers }: MatcherList): readonly (readonly [number, Matcher])[] {
  return [...identities].map((identity, place) => [identity, matchers[place] as Matcher]);
}

/** Filters differ from names in how they begin. */
function textOf(matcher: Matcher): string {
  return typeof matcher === "string" ? `"${matcher}` : JSON.stringify(matcher);
}
