import { type Alternative, alternativesOf } from "./alternatives";
import { compileArrayMatch } from "./array-match";
import { compileHasDottedKey } from "./dotted-key";
import type { EventPattern } from "./event-pattern";
import { compilePlainMatch, MATCH, UNDECIDED } from "./plain-match";
import { assertPattern } from "./validate";

/** Answers for a parsed EventBridge envelope, or any other value; never throws. */
export type EventMatcher = (event: unknown) => boolean;

/** Compiles a pattern as EventBridge reads it. Throws on an invalid one, naming every problem. */
export function compilePattern(pattern: EventPattern): EventMatcher {
  assertPattern(pattern);
  return compileAlternatives(alternativesOf(pattern));
}

/** Compiles what {@link alternativesOf} made of a pattern. */
export function compileAlternatives(alternatives: readonly Alternative[]): EventMatcher {
  const matchers = alternatives.map(compileAlternative);
  return (event) => {
    if (typeof event !== "object" || event === null || Array.isArray(event)) return false;
    return isAny(matchers, event);
  };
}

function compileAlternative(alternative: Alternative): (event: object) => boolean {
  const matchPlain = compilePlainMatch(alternative);
  const matchArrays = compileArrayMatch(alternative);
  const hasDottedKey = alternative.map(({ path }) => compileHasDottedKey(path));
  // A missing field that made a match may be there after all, under a dotted key.
  const hidesField = hasDottedKey.filter((_, index) => alternative[index]?.test.acceptsAbsence);
  return (event) => {
    const verdict = matchPlain(event);
    if (verdict === UNDECIDED) return matchArrays(event);
    const isDotted =
      verdict === MATCH ? isAny(hidesField, event) : (hasDottedKey[verdict] as (typeof hasDottedKey)[number])(event);
    return isDotted ? matchArrays(event) : verdict === MATCH;
  };
}

/** `some` with a closure would cost more than the tests themselves. */
function isAny(tests: readonly ((event: object) => boolean)[], event: object): boolean {
  for (let index = 0; index < tests.length; index++) {
    if ((tests[index] as (typeof tests)[number])(event)) return true;
  }
  return false;
}
