import { countAlternatives } from "./alternatives";
import type { EventPattern } from "./event-pattern";
import { parseIpRange } from "./ip-range";
import { parseWildcard } from "./wildcard";

/** How many characters the JSON of an EventBridge rule's pattern may have. */
export const MAX_PATTERN_LENGTH = 4096;

/** Bounds the work of matching: few nested `$or` multiply out to millions. */
const MAX_ALTERNATIVES = 1000;

/** Each level costs at least five characters (`{"":}`), so a deeper pattern cannot fit. */
const MAX_DEPTH = Math.floor(MAX_PATTERN_LENGTH / 5);

/** What is wrong at one place of a pattern: the path as in `detail.bucketName[0].prefix`, and a sentence without its subject. */
export interface PatternProblem {
  readonly path: string;
  readonly message: string;
}

type Report = (path: string, message: string) => void;

/** Everything for which EventBridge would refuse a pattern, its length included; empty when it is fine. Never throws. */
export function validatePattern(value: unknown): readonly PatternProblem[] {
  const problems = shapeProblems(value);
  if (problems.length > 0) return problems;
  const length = JSON.stringify(value).length;
  if (length <= MAX_PATTERN_LENGTH) return [];
  return [
    {
      path: "",
      message: `has ${length} characters, EventBridge takes ${MAX_PATTERN_LENGTH}: split it into several rules`,
    },
  ];
}

/** Throws an error that lists every problem of a pattern. Length is the deployment's concern, not the matcher's. */
export function assertPattern(value: unknown): asserts value is EventPattern {
  const problems = shapeProblems(value);
  if (problems.length === 0) return;
  const lines = problems.map(({ path, message }) => `${path || "the pattern"} ${message}`);
  throw new Error(`invalid event pattern: ${lines.join("; ")}`);
}

function shapeProblems(value: unknown): readonly PatternProblem[] {
  const problems: PatternProblem[] = [];
  const report: Report = (path, message) => problems.push({ path, message });
  if (!isObject(value)) {
    report("", `must be an object, got ${describe(value)}`);
    return problems;
  }
  checkFields(value, { path: "", insideOr: false, depth: 1 }, report);
  if (problems.length > 0) return problems;
  const alternatives = countAlternatives(value);
  if (alternatives > MAX_ALTERNATIVES) {
    report(
      "",
      `multiplies out to ${alternatives} combinations of $or, at most ${MAX_ALTERNATIVES} are allowed: split it`,
    );
  }
  return problems;
}

interface Place {
  readonly path: string;
  readonly insideOr: boolean;
  readonly depth: number;
}

/** EventBridge reserves these names, to distinguish an alternative from a filter. */
const RESERVED_INSIDE_OR = new Set([
  ...[
    "exactly",
    "equals-ignore-case",
    "prefix",
    "suffix",
    "anything-but",
    "exists",
    "wildcard",
    "numeric",
    "cidr",
    "html",
  ],
  ...["=", "<", "<=", ">", ">=", "regex", "not-wildcard", "not-equals-ignore-case", "date-after", "date-on-or-after"],
  ...["date-before", "date-on-or-before", "in-date-range", "ip-address-in-range", "ip-address-not-in-range"],
]);

function checkFields(fields: Record<string, unknown>, place: Place, report: Report): void {
  if (place.depth > MAX_DEPTH) {
    report("", `is nested deeper than ${MAX_DEPTH} levels and cannot fit into ${MAX_PATTERN_LENGTH} characters`);
    return;
  }
  const entries = Object.entries(fields);
  if (entries.length === 0) report(place.path, "must not be an empty object, name a field or leave it out");
  for (const [key, value] of entries) {
    const path = place.path === "" ? key : `${place.path}.${key}`;
    if (key === "$or") checkOr(value, { ...place, path }, report);
    else if (place.insideOr && RESERVED_INSIDE_OR.has(key)) {
      report(path, "is a reserved name, which cannot be a field inside $or");
    } else if (Array.isArray(value)) checkMatchers(value, path, report);
    else if (isObject(value)) checkFields(value, { ...place, path, depth: place.depth + 1 }, report);
    else report(path, `must be an array of values or an object of fields, got ${describe(value)}${asArray(value)}`);
  }
}

function checkOr(value: unknown, place: Place, report: Report): void {
  if (!Array.isArray(value) || value.length < 2) {
    report(place.path, "must be an array of at least two objects");
    return;
  }
  for (const [index, choice] of value.entries()) {
    const path = `${place.path}[${index}]`;
    if (isObject(choice)) checkFields(choice, { path, insideOr: true, depth: place.depth + 1 }, report);
    else report(path, `must be an object, got ${describe(choice)}`);
  }
}

function checkMatchers(matchers: readonly unknown[], path: string, report: Report): void {
  if (matchers.length === 0) report(path, "must not be an empty array, which no event could match");
  for (const [index, matcher] of matchers.entries()) checkMatcher(matcher, `${path}[${index}]`, report);
}

function checkMatcher(matcher: unknown, path: string, report: Report): void {
  if (matcher === null || typeof matcher === "string" || typeof matcher === "boolean" || isNumber(matcher)) return;
  if (!isObject(matcher)) {
    report(path, `must be a string, a number, true, false, null or a filter object, got ${describe(matcher)}`);
    return;
  }
  const filter = onlyKey(matcher, path, report);
  if (filter !== undefined) checkFilter(filter, matcher[filter], `${path}.${filter}`, report);
}

function checkFilter(filter: string, operand: unknown, path: string, report: Report): void {
  switch (filter) {
    case "exists":
      if (typeof operand !== "boolean") report(path, `must be true or false, got ${describe(operand)}`);
      return;
    case "numeric":
      checkNumeric(operand, path, report);
      return;
    case "anything-but":
      checkAnythingBut(operand, path, report);
      return;
    case "prefix":
    case "suffix":
      if (isObject(operand)) checkIgnoreCase(operand, path, report);
      else checkString(operand, path, report);
      return;
    case "wildcard":
      checkWildcard(operand, path, report);
      return;
    case "cidr":
      checkCidr(operand, path, report);
      return;
    case "exactly":
    case "equals-ignore-case":
      checkString(operand, path, report);
      return;
    default:
      report(
        path,
        "is no filter: use prefix, suffix, equals-ignore-case, wildcard, cidr, exists, numeric or anything-but",
      );
  }
}

function checkIgnoreCase(operand: Record<string, unknown>, path: string, report: Report): void {
  const filter = onlyKey(operand, path, report);
  if (filter === undefined) return;
  if (filter === "equals-ignore-case") checkString(operand[filter], `${path}.${filter}`, report);
  else report(`${path}.${filter}`, "is not possible here, only equals-ignore-case is");
}

function checkAnythingBut(operand: unknown, path: string, report: Report): void {
  if (typeof operand === "string" || isNumber(operand)) return;
  if (Array.isArray(operand)) {
    const uniform = operand.every((each) => typeof each === "string") || operand.every(isNumber);
    if (operand.length === 0 || !uniform) report(path, "must hold only strings or only numbers, and at least one");
  } else if (isObject(operand)) checkAnythingButFilter(operand, path, report);
  else report(path, `must be a string, a number, an array of them or a filter object, got ${describe(operand)}`);
}

function checkAnythingButFilter(operand: Record<string, unknown>, path: string, report: Report): void {
  const filter = onlyKey(operand, path, report);
  if (filter === undefined) return;
  const place = `${path}.${filter}`;
  if (filter !== "prefix" && filter !== "suffix" && filter !== "wildcard" && filter !== "equals-ignore-case") {
    report(place, "cannot be negated: use strings, numbers, prefix, suffix, wildcard or equals-ignore-case");
    return;
  }
  const check = filter === "wildcard" ? checkWildcard : checkString;
  const values = operand[filter];
  const each: readonly (readonly [unknown, string])[] = Array.isArray(values)
    ? values.map((value, index) => [value, `${place}[${index}]`] as const)
    : [[values, place]];
  for (const [value, at] of each) {
    if (value === "" && (filter === "prefix" || filter === "suffix")) {
      report(at, "must not be empty, it would rule out every string");
    } else check(value, at, report);
  }
}

function checkNumeric(operand: unknown, path: string, report: Report): void {
  const form = 'must be an operator and a number, such as [">=", 5], or a range, such as [">", 0, "<=", 5]';
  if (!Array.isArray(operand)) {
    report(path, `${form}, got ${describe(operand)}`);
    return;
  }
  const [operator, bottom, end, top, ...rest] = operand as readonly unknown[];
  const single = operand.length === 2 && isOneOf(operator, ["=", "<", "<=", ">", ">="]) && isNumber(bottom);
  if (single) return;
  const range = isOneOf(operator, [">", ">="]) && isNumber(bottom) && isOneOf(end, ["<", "<="]) && isNumber(top);
  if (!range || rest.length > 0) report(path, `${form}, got ${describe(operand)}`);
  else if (bottom >= top) report(path, `must go from a lower to a higher number, got ${bottom} to ${top}`);
}

function checkWildcard(operand: unknown, path: string, report: Report): void {
  if (!checkString(operand, path, report)) return;
  const parsed = parseWildcard(operand);
  if ("problem" in parsed) report(path, parsed.problem);
}

function checkCidr(operand: unknown, path: string, report: Report): void {
  if (!checkString(operand, path, report)) return;
  const parsed = parseIpRange(operand);
  if ("problem" in parsed) report(path, `${parsed.problem}, got ${describe(operand)}`);
}

function checkString(operand: unknown, path: string, report: Report): operand is string {
  if (typeof operand === "string") return true;
  report(path, `must be a string, got ${describe(operand)}`);
  return false;
}

function onlyKey(object: Record<string, unknown>, path: string, report: Report): string | undefined {
  const keys = Object.keys(object);
  if (keys.length === 1) return keys[0];
  report(path, `must have exactly one filter, got ${keys.length === 0 ? "none" : keys.join(", ")}`);
  return undefined;
}

function isOneOf(value: unknown, allowed: readonly string[]): boolean {
  return typeof value === "string" && allowed.includes(value);
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function asArray(value: unknown): string {
  return isOneOf(typeof value, ["string", "number", "boolean"]) ? `: write [${JSON.stringify(value)}]` : "";
}

/** Short enough for one line; an object or array is only named, since it may be huge. */
function describe(value: unknown): string {
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object" && value !== null) return "an object";
  if (typeof value === "string" && value.length > 60) return `${JSON.stringify(value.slice(0, 60))}...`;
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
