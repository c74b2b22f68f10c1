import type { EventPattern } from "../../patterns/event-pattern";
import { MAX_PATTERN_LENGTH } from "../../patterns/validate";

/** Spreads what a pattern is about over as many patterns as EventBridge's limit of characters asks for, in order; none for nothing. */
export function splitPattern(
  items: readonly string[],
  patternFor: (items: readonly string[]) => EventPattern,
): readonly EventPattern[] {
  const parts: string[][] = [];
  for (const item of items) {
    const part = parts.at(-1);
    const fits = part !== undefined && JSON.stringify(patternFor([...part, item])).length <= MAX_PATTERN_LENGTH;
    if (fits) part.push(item);
    else parts.push([item]);
  }
  return parts.map(patternFor);
}
