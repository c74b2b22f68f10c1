import { parseIPv4Word } from "../perimeter/address";
import { AddressSet } from "../perimeter/address-set";
import type { AnythingBut, EventPattern, Matcher } from "./event-pattern";

type Test = (value: unknown) => boolean;
type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const onText =
  (test: (text: string) => boolean): Test =>
  (value) =>
    typeof value === "string" && test(value);

/** `*` stands for any run of characters, line breaks too; `\*` and `\\` are literal. Linear in text times stars, no regular expression. */
function wildcardTest(pattern: string): (text: string) => boolean {
  const pieces: string[] = [""];
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i] as string;
    if (char === "*") pieces.push("");
    else if (char === "\\" && i + 1 < pattern.length) pieces[pieces.length - 1] += pattern[++i] as string;
    else pieces[pieces.length - 1] += char;
  }
  const first = pieces[0] as string;
  const last = pieces.at(-1) as string;
  if (pieces.length === 1) return (text) => text === first;
  const middle = pieces.slice(1, -1);
  return (text) => {
    if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
    let at = first.length;
    for (const piece of middle) {
      const found = text.indexOf(piece, at);
      if (found < 0) return false;
      at = found + piece.length;
    }
    return at <= text.length - last.length;
  };
}

function fixTest(side: "startsWith" | "endsWith", want: string | { readonly "equals-ignore-case": string }): Test {
  if (typeof want === "string") return onText((text) => text[side](want));
  const lower = want["equals-ignore-case"].toLowerCase();
  return onText((text) => text.toLowerCase()[side](lower));
}

function cidrTest(cidr: string): Test {
  const set = AddressSet.of([cidr]);
  // The service reads leading zeros as decimal, the perimeter's own parser refuses them.
  return onText((text) =>
    set.has(parseIPv4Word(text) < 0 && text.includes(".") ? text.replace(/(^|\.)0+(?=\d)/g, "$1") : text),
  );
}

function numericTest(parts: readonly (string | number)[]): Test {
  const limits: ((value: number) => boolean)[] = [];
  for (let i = 0; i + 1 < parts.length; i += 2) {
    const bound = parts[i + 1] as number;
    const compare: Record<string, (value: number) => boolean> = {
      "=": (value) => value === bound,
      "<": (value) => value < bound,
      "<=": (value) => value <= bound,
      ">": (value) => value > bound,
      ">=": (value) => value >= bound,
    };
    const limit = compare[parts[i] as string];
    if (limit) limits.push(limit);
  }
  return (value) => typeof value === "number" && limits.every((limit) => limit(value));
}

const asArray = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);

function anythingButTest(but: AnythingBut): Test {
  if (typeof but !== "object" || Array.isArray(but)) {
    const excluded = new Set<unknown>(asArray(but as string));
    return (value) => !excluded.has(value);
  }
  const tests = Object.entries(but).flatMap(([kind, wanted]) =>
    asArray(wanted as string).map((want) => matcherTest({ [kind]: want } as Matcher)),
  );
  return (value) => !tests.some((test) => test(value));
}

function matcherTest(matcher: Matcher): Test {
  if (typeof matcher !== "object" || matcher === null) return (value) => value === matcher;
  if ("prefix" in matcher) return fixTest("startsWith", matcher.prefix);
  if ("suffix" in matcher) return fixTest("endsWith", matcher.suffix);
  if ("equals-ignore-case" in matcher) {
    const want = matcher["equals-ignore-case"].toLowerCase();
    return onText((text) => text.toLowerCase() === want);
  }
  if ("wildcard" in matcher) return onText(wildcardTest(matcher.wildcard));
  if ("cidr" in matcher) return cidrTest(matcher.cidr);
  if ("numeric" in matcher) return numericTest(matcher.numeric);
  if ("anything-but" in matcher) return anythingButTest(matcher["anything-but"]);
  return () => true;
}

interface Leaf {
  readonly path: readonly string[];
  readonly test: Test;
  /** True where an absent field satisfies the matchers. */
  readonly absent: boolean;
}

function leafOf(path: readonly string[], matchers: readonly Matcher[]): Leaf {
  const isAbsence = (m: Matcher) => typeof m === "object" && m !== null && "exists" in m && m.exists === false;
  const literals = new Set<unknown>(matchers.filter((m) => typeof m !== "object" || m === null));
  const tests = matchers.filter((m) => typeof m === "object" && m !== null && !isAbsence(m)).map(matcherTest);
  return {
    path,
    absent: matchers.some(isAbsence),
    test: (value) => literals.has(value) || tests.some((test) => test(value)),
  };
}

/** A pattern as alternatives of leaf lists: `$or` is multiplied out, which the service does as well. */
function flatten(pattern: EventPattern, path: readonly string[]): readonly (readonly Leaf[])[] {
  let alternatives: readonly (readonly Leaf[])[] = [[]];
  for (const [field, want] of Object.entries(pattern)) {
    let options: readonly (readonly Leaf[])[];
    if (field === "$or" && Array.isArray(want) && want.every(isObject)) {
      options = (want as readonly EventPattern[]).flatMap((one) => flatten(one, path));
    } else if (Array.isArray(want)) options = [[leafOf([...path, ...field.split(".")], want as readonly Matcher[])]];
    else options = flatten(want as EventPattern, [...path, ...field.split(".")]);
    alternatives = alternatives.flatMap((left) => options.map((right) => [...left, ...right]));
  }
  return alternatives;
}

const MISSING = Symbol("missing");

/** Follows a path through plain objects; an array on the way, or a dotted key, hands over to the slow matcher. */
function lookUp(event: unknown, path: readonly string[]): unknown {
  let value = event;
  for (const key of path) {
    if (Array.isArray(value)) return SLOW;
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return MISSING;
    value = (value as Json)[key];
  }
  return Array.isArray(value) ? SLOW : value;
}

const SLOW = Symbol("slow");

/** What one leaf value says, with the element of each array that it was found in. */
interface Candidate {
  readonly value: unknown;
  readonly elements: ReadonlyMap<unknown, number>;
}

function candidates(value: unknown, path: readonly string[], elements: ReadonlyMap<unknown, number>): Candidate[] {
  if (Array.isArray(value)) {
    const isLeaf = path.length === 0;
    return value.flatMap((element, i) =>
      candidates(element, path, isLeaf && !isObject(element) ? elements : new Map(elements).set(value, i)),
    );
  }
  if (path.length === 0) return isObject(value) ? [] : [{ value, elements }];
  if (!isObject(value)) return [];
  const found: Candidate[] = [];
  for (let length = 1; length <= path.length; length++) {
    const key = path.slice(0, length).join(".");
    if (Object.hasOwn(value, key)) found.push(...candidates(value[key], path.slice(length), elements));
  }
  return found;
}

function consistent(a: ReadonlyMap<unknown, number>, b: ReadonlyMap<unknown, number>): boolean {
  for (const [array, index] of a) if ((b.get(array) ?? index) !== index) return false;
  return true;
}

/** All leaves must hold within the same element of every array that they pass through. */
function matchSlow(event: unknown, leaves: readonly Leaf[], from: number, chosen: ReadonlyMap<unknown, number>): boolean {
  const leaf = leaves[from];
  if (!leaf) return true;
  const found = candidates(event, leaf.path, new Map());
  if (found.length === 0) return leaf.absent && matchSlow(event, leaves, from + 1, chosen);
  return found.some(
    ({ value, elements }) =>
      leaf.test(value) &&
      consistent(elements, chosen) &&
      matchSlow(event, leaves, from + 1, new Map([...chosen, ...elements])),
  );
}

function matchLeaves(event: unknown, leaves: readonly Leaf[]): boolean {
  let slow = false;
  for (const leaf of leaves) {
    const value = lookUp(event, leaf.path);
    if (value === SLOW) slow = true;
    else if (value === MISSING || isObject(value)) {
      if (leaf.absent) continue;
      // The field may still stand under a dotted key, as in {"a.b": 1}.
      if (!hasDottedKey(event, leaf.path)) return false;
      slow = true;
    } else if (!leaf.test(value)) return false;
  }
  return !slow || matchSlow(event, leaves, 0, new Map());
}

function hasDottedKey(event: unknown, path: readonly string[]): boolean {
  return path.length > 1 && candidates(event, path, new Map()).length > 0;
}

/** Compiles a valid pattern once into the test that EventBridge makes of every event. Never throws on any event. */
export function compilePattern(pattern: EventPattern): (event: unknown) => boolean {
  const alternatives = flatten(pattern, []);
  const [only] = alternatives;
  if (only && alternatives.length === 1) return (event) => matchLeaves(event, only);
  return (event) => alternatives.some((leaves) => matchLeaves(event, leaves));
}
