import type { EventPattern, Matcher } from "../patterns/event-pattern";

/** Where a pattern keeps a list of matchers: `["detail", "eventName"]`. */
export type ListPath = readonly string[];

type List = readonly Matcher[];

/** Every list of a pattern, `$or` apart, which is no list of matchers. */
export function listPaths(pattern: EventPattern, above: ListPath = []): readonly ListPath[] {
  return Object.entries(pattern).flatMap(([field, value]) => {
    if (field === "$or") return [];
    const path = [...above, field];
    return Array.isArray(value) ? [path] : listPaths(value as EventPattern, path);
  });
}

/** The list there, if there is one. */
export function listAt(pattern: EventPattern, path: ListPath): List | undefined {
  const value = path.reduce<unknown>(
    (at, field) => (typeof at === "object" && at !== null && !Array.isArray(at) ? Reflect.get(at, field) : undefined),
    pattern,
  );
  return Array.isArray(value) ? value : undefined;
}

/** The pattern with another list there. */
export function withList(pattern: EventPattern, [field = "", ...below]: ListPath, list: List): EventPattern {
  return { ...pattern, [field]: below.length === 0 ? list : withList(pattern[field] as EventPattern, below, list) };
}

export function union(some: List, more: List): List {
  const known = textsOf(some);
  return [...some, ...more.filter((matcher) => !known.has(JSON.stringify(matcher)))];
}

export function difference(some: List, less: List): List {
  const known = textsOf(less);
  return some.filter((matcher) => !known.has(JSON.stringify(matcher)));
}

function textsOf(list: List): ReadonlySet<string> {
  return new Set(list.map((matcher) => JSON.stringify(matcher)));
}

/** Equal for patterns that select the same, whatever the order in which they say it. */
export function identityOf(pattern: EventPattern): string {
  return JSON.stringify(inOrder(pattern));
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => JSON.stringify(inOrder(each))).sort();
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([field, inner]) => [field, inOrder(inner)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
