import type { EventPattern, Matcher } from "../../patterns/event-pattern";
import { MAX_PATTERN_LENGTH } from "../../patterns/validate";
import {
  BUCKETS,
  charactersAt,
  createListPool,
  type FlatPattern,
  identityBut,
  isOpen,
  type ListPath,
  type ListPool,
  listPath,
  type MatcherList,
  nested,
  withList,
} from "./flat-pattern";

/** The lists in which patterns of different services may differ and still be joined. */
const EVENT_SOURCE = listPath("detail", "eventSource");
const CALL_LISTS: readonly ListPath[] = [listPath("source"), EVENT_SOURCE, listPath("detail", "eventName")];
const FINDING_LISTS: readonly ListPath[] = [listPath("source"), listPath("detail-type")];

/**
 * Says the same with as few patterns as EventBridge's length allows, and so that an event matches as few of them as possible, since
 * each rule delivers a copy of its own. It selects no more than was asked for, but for this: where patterns of several services are
 * alike but for their names, the joined pattern also selects one service's event names, or detail types, in another service, where they
 * hardly ever exist; the detection that receives it looks again.
 */
export function mergePatterns(patterns: readonly EventPattern[]): readonly EventPattern[] {
  const pool = createListPool();
  const flat = patterns.map(pool.flat);
  const distinct = [...new Map(flat.map((pattern) => [identityBut(pattern, []), pattern])).values()];
  const merged = joinServices(trim(joinAlike(distinct, pool), pool), pool);
  return merged.flatMap((pattern) => split(pattern, pool));
}

/** Joins patterns that differ in one list only, until there are none; their length does not matter yet. */
function joinAlike(patterns: readonly FlatPattern[], pool: ListPool): readonly FlatPattern[] {
  // Detections that spread buckets over several patterns each do so in their own way.
  let joined = joinOn(patterns, BUCKETS, pool);
  for (;;) {
    const paths = new Set(joined.flatMap(openPaths));
    const fewer = [...paths].reduce((left, path) => joinOn(left, path, pool), joined);
    if (fewer.length === joined.length) return joined;
    joined = fewer;
  }
}

function joinOn(patterns: readonly FlatPattern[], path: ListPath, pool: ListPool): readonly FlatPattern[] {
  const joined = new Map<string, FlatPattern>();
  for (const [index, pattern] of patterns.entries()) {
    const list = pattern.lists.get(path);
    const key = list === undefined ? String(index) : identityBut(pattern, [path]);
    const there = joined.get(key)?.lists.get(path);
    joined.set(key, there && list ? withList(joined.get(key) as FlatPattern, path, pool.union(there, list)) : pattern);
  }
  return [...joined.values()];
}

/** Takes from each pattern what another one selects already, and leaves out those of which nothing is left. */
function trim(patterns: readonly FlatPattern[], pool: ListPool): readonly FlatPattern[] {
  const left = new Map(patterns.entries());
  for (const [place, pattern] of patterns.entries()) {
    left.delete(place);
    const rest = [...left.values()].reduce<FlatPattern | undefined>(
      (kept, other) => kept && without(kept, other, pool),
      pattern,
    );
    if (rest !== undefined) left.set(place, rest);
  }
  return [...left].sort(([a], [b]) => a - b).map(([, pattern]) => pattern);
}

/** What a pattern selects and another does not, if one pattern can say it; undefined for nothing. */
function without(pattern: FlatPattern, other: FlatPattern, pool: ListPool): FlatPattern | undefined {
  let differing: { readonly path: ListPath; readonly rest: MatcherList } | undefined;
  for (const [path, theirs] of other.lists) {
    const list = pattern.lists.get(path);
    if (list === undefined || !isOpen(path)) return pattern;
    if (list.identity === theirs.identity) continue;
    const rest = pool.difference(list, theirs);
    if (rest.matchers.length === 0) continue;
    if (differing !== undefined) return pattern;
    differing = { path, rest };
  }
  return differing && withList(pattern, differing.path, differing.rest);
}

/** Joins patterns that are alike but for the services and calls, or findings, that they name. */
function joinServices(patterns: readonly FlatPattern[], pool: ListPool): readonly FlatPattern[] {
  const merged: FlatPattern[] = [];
  const places = new Map<string, number[]>();
  for (const pattern of patterns) {
    const lists = serviceLists(pattern);
    const key = identityBut(pattern, lists);
    const alike = lists.length === 0 ? [] : (places.get(key) ?? []);
    if (joinInto(merged, alike, pattern, lists, pool)) continue;
    merged.push(pattern);
    places.set(key, [...alike, merged.length - 1]);
  }
  return merged;
}

/** Joins a pattern with the first that has room for it; false where none has. */
function joinInto(
  merged: FlatPattern[],
  places: readonly number[],
  pattern: FlatPattern,
  lists: readonly ListPath[],
  pool: ListPool,
): boolean {
  for (const place of places) {
    const joined = lists.reduce(
      (sum, path) => withList(sum, path, pool.union(listAt(sum, path), listAt(pattern, path))),
      merged[place] as FlatPattern,
    );
    if (lengthOf(joined) > MAX_PATTERN_LENGTH) continue;
    merged[place] = joined;
    return true;
  }
  return false;
}

/**
 * None where a pattern must stay by itself: one that listens to every call of a service would lend that to the others, and what a
 * filter selects in its own service is known, but in another it is anything.
 */
function serviceLists({ lists }: FlatPattern): readonly ListPath[] {
  const paths = lists.has(EVENT_SOURCE) ? CALL_LISTS : FINDING_LISTS;
  const isNames = (path: ListPath) => lists.get(path)?.matchers.every((matcher) => typeof matcher === "string");
  return paths.every(isNames) ? paths : [];
}

/** Spreads the longest list of a pattern that is too long over several patterns, in its order. */
function split(pattern: FlatPattern, pool: ListPool): readonly EventPattern[] {
  if (lengthOf(pattern) <= MAX_PATTERN_LENGTH) return [nested(pattern)];
  const length = (path: ListPath) => total(listAt(pattern, path).matchers.map((each) => charactersAt(path, each)));
  const [path] = openPaths(pattern).toSorted((a, b) => length(b) - length(a));
  if (path === undefined || listAt(pattern, path).matchers.length < 2) return [nested(pattern)];
  const room = MAX_PATTERN_LENGTH - lengthOf(withList(pattern, path, pool.listOf([])));
  return chunks(path, listAt(pattern, path).matchers, room).flatMap((part) =>
    split(withList(pattern, path, pool.listOf(part)), pool),
  );
}

function openPaths({ lists }: FlatPattern): readonly ListPath[] {
  return [...lists.keys()].filter(isOpen);
}

function listAt({ lists }: FlatPattern, path: ListPath): MatcherList {
  return lists.get(path) as MatcherList;
}

function lengthOf(pattern: FlatPattern): number {
  return JSON.stringify(nested(pattern)).length;
}

/** Parts of a list whose texts, with commas, fit into so many characters; at least one in each. */
function chunks(path: ListPath, list: readonly Matcher[], room: number): readonly (readonly Matcher[])[] {
  const parts: Matcher[][] = [];
  let left = 0;
  for (const matcher of list) {
    const length = charactersAt(path, matcher);
    if (parts.length === 0 || length > left) {
      parts.push([]);
      // The last one is followed by no comma.
      left = room + (path === BUCKETS ? 2 : 1);
    }
    parts.at(-1)?.push(matcher);
    left -= length;
  }
  return parts;
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}
