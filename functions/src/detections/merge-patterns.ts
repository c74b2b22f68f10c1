import type { EventPattern, Matcher } from "../patterns/event-pattern";
import { MAX_PATTERN_LENGTH } from "../patterns/validate";

/** The lists in which patterns may differ and still be joined, as paths. */
type Path = readonly [string] | readonly ["detail", string];

const CALL_LISTS: readonly Path[] = [["source"], ["detail", "eventSource"], ["detail", "eventName"]];
const CALL_NAMES: readonly Path[] = [["detail", "eventName"]];
const FINDING_LISTS: readonly Path[] = [["source"], ["detail-type"]];

interface Mergeable {
  readonly pattern: EventPattern;
  readonly lists: readonly Path[];
  /** The rest, equal in patterns that may be joined. */
  readonly rest: string;
}

/**
 * Joins patterns that are alike but for the services and calls that they name into as few as EventBridge's length allows. The joined
 * pattern also selects one service's event names, or detail types, in another service, where they hardly ever exist; whoever hears it
 * looks again. It never selects more of a service than was asked for, were that its names alone.
 */
export function mergePatterns(patterns: readonly EventPattern[]): readonly EventPattern[] {
  const distinct = [...new Map(patterns.map((pattern) => [JSON.stringify(pattern), pattern])).values()];
  const merged: EventPattern[] = [];
  const open = new Map<string, number[]>();
  for (const pattern of distinct) {
    const mergeable = mergeableOf(pattern);
    const places = open.get(mergeable?.rest ?? "") ?? [];
    if (mergeable && joinInto(merged, places, mergeable)) continue;
    merged.push(pattern);
    if (mergeable) open.set(mergeable.rest, [...places, merged.length - 1]);
  }
  return merged;
}

/** Joins a pattern with the first that has room for it; false where none has. */
function joinInto(merged: EventPattern[], places: readonly number[], { pattern, lists }: Mergeable): boolean {
  for (const place of places) {
    const joined = join(merged[place] ?? {}, pattern, lists);
    if (JSON.stringify(joined).length > MAX_PATTERN_LENGTH) continue;
    merged[place] = joined;
    return true;
  }
  return false;
}

/** Undefined where a pattern listens to every call of a service: joined with another, it would hear that one's every call, too. */
function mergeableOf(pattern: EventPattern): Mergeable | undefined {
  const lists = listsOf(pattern);
  if (lists === undefined || !lists.every((path) => Array.isArray(read(pattern, path)))) return undefined;
  const rest = lists.reduce((left, path) => write(left, path, []), pattern);
  return { pattern, lists, rest: JSON.stringify(rest) };
}

function listsOf(pattern: EventPattern): readonly Path[] | undefined {
  if (read(pattern, ["detail", "eventName"]) !== undefined) {
    // What a filter selects in its own service is known, and in another anything.
    return isPlain(pattern, CALL_LISTS) ? CALL_LISTS : CALL_NAMES;
  }
  const isFinding = read(pattern, ["detail", "eventSource"]) === undefined;
  return isFinding && isPlain(pattern, FINDING_LISTS) ? FINDING_LISTS : undefined;
}

function isPlain(pattern: EventPattern, lists: readonly Path[]): boolean {
  return lists.every((path) => {
    const list = read(pattern, path);
    return Array.isArray(list) && list.every((matcher) => typeof matcher === "string");
  });
}

function join(some: EventPattern, more: EventPattern, lists: readonly Path[]): EventPattern {
  return lists.reduce((joined, path) => write(joined, path, union(listAt(some, path), listAt(more, path))), some);
}

function listAt(pattern: EventPattern, path: Path): readonly Matcher[] {
  return read(pattern, path) as readonly Matcher[];
}

function read(pattern: EventPattern, [first, second]: Path): EventPattern[string] | undefined {
  const value = pattern[first];
  return second === undefined ? value : (value as EventPattern | undefined)?.[second];
}

function write(pattern: EventPattern, [first, second]: Path, list: readonly Matcher[]): EventPattern {
  if (second === undefined) return { ...pattern, [first]: list };
  return { ...pattern, [first]: { ...(pattern[first] as EventPattern), [second]: list } };
}

function union(some: readonly Matcher[], more: readonly Matcher[]): readonly Matcher[] {
  const known = new Set(some.map((matcher) => JSON.stringify(matcher)));
  return [...some, ...more.filter((matcher) => !known.has(JSON.stringify(matcher)))];
}
