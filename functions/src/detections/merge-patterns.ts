import type { EventPattern, Matcher } from "../patterns/event-pattern";
import { MAX_PATTERN_LENGTH } from "../patterns/validate";

/** The three lists in which patterns of different services and calls differ. */
interface Names {
  readonly source: readonly Matcher[];
  readonly eventSource: readonly Matcher[];
  readonly eventName: readonly Matcher[];
}

interface Mergeable {
  readonly names: Names;
  /** The rest, equal in patterns that may be merged. */
  readonly rest: string;
}

/**
 * Joins patterns that are alike but for `source`, `eventSource` and `eventName` into as few as EventBridge's length allows. The joined
 * pattern also selects one service's event names in another service, which hardly ever exist; whoever hears it looks again.
 */
export function mergePatterns(patterns: readonly EventPattern[]): readonly EventPattern[] {
  const distinct = [...new Map(patterns.map((pattern) => [JSON.stringify(pattern), pattern])).values()];
  const merged: EventPattern[] = [];
  const open = new Map<string, EventPattern>();
  for (const pattern of distinct) {
    const mergeable = mergeableOf(pattern);
    const current = mergeable && open.get(mergeable.rest);
    const joined = current && mergeable && join(current, mergeable.names);
    if (joined && JSON.stringify(joined).length <= MAX_PATTERN_LENGTH) {
      merged[merged.indexOf(current)] = joined;
      open.set(mergeable.rest, joined);
      continue;
    }
    merged.push(pattern);
    if (mergeable) open.set(mergeable.rest, pattern);
  }
  return merged;
}

function mergeableOf(pattern: EventPattern): Mergeable | undefined {
  const names = namesOf(pattern);
  if (names === undefined) return undefined;
  const { source: _, detail, ...rest } = pattern;
  const { eventSource: __, eventName: ___, ...others } = detail as EventPattern;
  return { names, rest: JSON.stringify({ ...rest, detail: others }) };
}

/** Undefined where a pattern listens to every call of a service: joined with another, it would hear that one's every call too. */
function namesOf({ source, detail }: EventPattern): Names | undefined {
  if (!Array.isArray(source) || detail === undefined || Array.isArray(detail)) return undefined;
  const { eventSource, eventName } = detail as EventPattern;
  if (!Array.isArray(eventName) || !Array.isArray(eventSource)) return undefined;
  return { source, eventSource, eventName } as Names;
}

function join(pattern: EventPattern, names: Names): EventPattern {
  const detail = pattern["detail"] as EventPattern;
  return {
    ...pattern,
    source: union(pattern["source"] as readonly Matcher[], names.source),
    detail: {
      ...detail,
      eventSource: union(detail["eventSource"] as readonly Matcher[], names.eventSource),
      eventName: union(detail["eventName"] as readonly Matcher[], names.eventName),
    },
  };
}

function union(some: readonly Matcher[], more: readonly Matcher[]): readonly Matcher[] {
  const known = new Set(some.map((matcher) => JSON.stringify(matcher)));
  return [...some, ...more.filter((matcher) => !known.has(JSON.stringify(matcher)))];
}
