import type { EventPattern, Matcher } from "../patterns/event-pattern";
import { MAX_PATTERN_LENGTH } from "../patterns/validate";
import { difference, identityOf, type ListPath, listAt, listPaths, union, withList } from "./pattern-lists";

/** Buckets are joined before anything else: detections that spread them over several patterns each do so in their own way. */
const BUCKETS: ListPath = ["detail", "requestParameters", "bucketName"];

/** The lists in which patterns of different services may differ and still be joined. */
const CALL_LISTS: readonly ListPath[] = [["source"], ["detail", "eventSource"], ["detail", "eventName"]];
const FINDING_LISTS: readonly ListPath[] = [["source"], ["detail-type"]];

/**
 * Says the same with as few patterns as EventBridge's length allows, and so that an event matches as few of them as possible, since
 * each rule delivers a copy of its own. It selects no more than was asked for, but for this: where patterns of several services are
 * alike but for their names, the joined pattern also selects one service's event names, or detail types, in another service, where they
 * hardly ever exist; whoever hears it looks again.
 */
export function mergePatterns(patterns: readonly EventPattern[]): readonly EventPattern[] {
  const distinct = [...new Map(patterns.map((pattern) => [identityOf(pattern), pattern])).values()];
  return joinServices(trim(joinAlike(distinct))).flatMap(split);
}

/** Joins patterns that differ in one list only, until there are none; their length does not matter yet. */
function joinAlike(patterns: readonly EventPattern[]): readonly EventPattern[] {
  let joined = joinOn(patterns, BUCKETS);
  for (;;) {
    const paths = new Map(joined.flatMap((pattern) => listPaths(pattern)).map((path) => [path.join("."), path]));
    const fewer = [...paths.values()].reduce(joinOn, joined);
    if (fewer.length === joined.length) return joined;
    joined = fewer;
  }
}

function joinOn(patterns: readonly EventPattern[], path: ListPath): readonly EventPattern[] {
  const joined = new Map<string, EventPattern>();
  for (const [index, pattern] of patterns.entries()) {
    const list = listAt(pattern, path);
    const key = list === undefined ? String(index) : identityOf(withList(pattern, path, []));
    const alike = joined.get(key);
    joined.set(key, alike && list ? withList(alike, path, union(listAt(alike, path) ?? [], list)) : pattern);
  }
  return [...joined.values()];
}

/** Takes from each pattern what another one selects already, and leaves out those of which nothing is left. */
function trim(patterns: readonly EventPattern[]): readonly EventPattern[] {
  const left = new Map(patterns.entries());
  for (const [place, pattern] of patterns.entries()) {
    left.delete(place);
    const rest = [...left.values()].reduce<EventPattern | undefined>(
      (kept, other) => kept && without(kept, other),
      pattern,
    );
    if (rest !== undefined) left.set(place, rest);
  }
  return [...left].sort(([a], [b]) => a - b).map(([, pattern]) => pattern);
}

/** What a pattern selects and another does not, if one pattern can say it; undefined for nothing. */
function without(pattern: EventPattern, other: EventPattern): EventPattern | undefined {
  if (JSON.stringify(other).includes('"$or"')) return pattern;
  const open = listPaths(other).filter((path) => {
    const list = listAt(pattern, path);
    return list === undefined || difference(list, listAt(other, path) ?? []).length > 0;
  });
  const [path, ...more] = open;
  if (path === undefined) return undefined;
  const list = listAt(pattern, path);
  if (more.length > 0 || list === undefined) return pattern;
  return withList(pattern, path, difference(list, listAt(other, path) ?? []));
}

/** Joins patterns that are alike but for the services and calls, or findings, that they name. */
function joinServices(patterns: readonly EventPattern[]): readonly EventPattern[] {
  const merged: EventPattern[] = [];
  const places = new Map<string, number[]>();
  for (const pattern of patterns) {
    const lists = serviceLists(pattern);
    const key = identityOf(lists.reduce((rest, path) => withList(rest, path, []), pattern));
    const alike = lists.length === 0 ? [] : (places.get(key) ?? []);
    if (joinInto(merged, alike, pattern, lists)) continue;
    merged.push(pattern);
    places.set(key, [...alike, merged.length - 1]);
  }
  return merged;
}

/** Joins a pattern with the first that has room for it; false where none has. */
function joinInto(
  merged: EventPattern[],
  places: readonly number[],
  pattern: EventPattern,
  lists: readonly ListPath[],
): boolean {
  for (const place of places) {
    const joined = lists.reduce(
      (sum, path) => withList(sum, path, union(listAt(sum, path) ?? [], listAt(pattern, path) ?? [])),
      merged[place] as EventPattern,
    );
    if (JSON.stringify(joined).length > MAX_PATTERN_LENGTH) continue;
    merged[place] = joined;
    return true;
  }
  return false;
}

/**
 * None where a pattern must stay by itself: one that listens to every call of a service would lend that to the others, and what a
 * filter selects in its own service is known, but in another it is anything.
 */
function serviceLists(pattern: EventPattern): readonly ListPath[] {
  const isFinding = listAt(pattern, ["detail", "eventSource"]) === undefined;
  const lists = isFinding ? FINDING_LISTS : CALL_LISTS;
  return lists.every((path) => listAt(pattern, path)?.every((matcher) => typeof matcher === "string")) ? lists : [];
}

/** Spreads the longest list of a pattern that is too long over several patterns, in its order. */
function split(pattern: EventPattern): readonly EventPattern[] {
  if (JSON.stringify(pattern).length <= MAX_PATTERN_LENGTH) return [pattern];
  const [path] = listPaths(pattern).toSorted((a, b) => lengthAt(pattern, b) - lengthAt(pattern, a));
  const list = path && listAt(pattern, path);
  if (path === undefined || list === undefined || list.length < 2) return [pattern];
  const room = MAX_PATTERN_LENGTH - JSON.stringify(withList(pattern, path, [])).length;
  return chunks(list, room).flatMap((part) => split(withList(pattern, path, part)));
}

function lengthAt(pattern: EventPattern, path: ListPath): number {
  return JSON.stringify(listAt(pattern, path)).length;
}

/** Parts of a list whose texts, with commas, fit into so many characters; at least one in each. */
function chunks(list: readonly Matcher[], room: number): readonly (readonly Matcher[])[] {
  const parts: Matcher[][] = [];
  let left = 0;
  for (const matcher of list) {
    const length = JSON.stringify(matcher).length + 1;
    if (parts.length === 0 || length > left) {
      parts.push([]);
      left = room + 1;
    }
    parts.at(-1)?.push(matcher);
    left -= length;
  }
  return parts;
}
