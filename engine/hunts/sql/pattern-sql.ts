import { alternativeFields, type Fields } from "../../patterns/alternatives";
import type { EventPattern, Matcher } from "../../patterns/event-pattern";
import { foldCase } from "../../patterns/ignore-case";
import { parseIpRange } from "../../patterns/ip-range";
import { areExactStrings, compileValueTest } from "../../patterns/value-test";
import { parseWildcard } from "../../patterns/wildcard";
import { hexRangeOf } from "./networks";
import { quoted, textList } from "./quoted";
import { CLOUDTRAIL, type Field } from "./tables";

/**
 * EventBridge patterns as a condition on the table `cloudtrail`. It says of a record what the matcher in `patterns/` says of it in its
 * envelope, except where the table knows less than the record: a JSON null of a typed column is absent there, flags are texts, and of
 * the objects in lists only the ARNs of resources are looked at. Numbers and networks are not looked for in lists, and `::ffff:192.0.2.1` is in an IPv4 network.
 */
export function patternsToSql(patterns: readonly EventPattern[]): string {
  const conditions = patterns.map(patternSql);
  return conditions.length === 0 ? "false" : conditions.map((one) => `(${one})`).join("\n    OR ");
}

/** With `$or` as it is written: multiplied out, the lists of buckets would be there once for every combination. */
function patternSql(pattern: EventPattern): string {
  if (!namesFieldTwice(pattern)) return allOf(conditionsOf(pattern, "", eventSourceIn(pattern)));
  // Only the last of a field's matchers count, which only an alternative by itself shows.
  return alternativeFields(pattern)
    .map(alternativeSql)
    .map((one) => `(${one})`)
    .join("\n      OR ");
}

function alternativeSql(fields: Fields): string {
  const eventSources = fields.get(EVENT_SOURCE);
  return allOf(Array.from(fields, ([path, matchers]) => conditionSql(path, matchers, eventSources)));
}

const EVENT_SOURCE = "detail.eventSource";

function eventSourceIn({ detail }: EventPattern): readonly Matcher[] | undefined {
  if (detail === undefined || Array.isArray(detail)) return undefined;
  const { eventSource } = detail as EventPattern;
  return Array.isArray(eventSource) ? (eventSource as readonly Matcher[]) : undefined;
}

type Condition = string | undefined;

function conditionsOf(
  pattern: EventPattern,
  prefix: string,
  eventSources: readonly Matcher[] | undefined,
): readonly Condition[] {
  return Object.entries(pattern).flatMap(([key, value]) => {
    if (key === OR) {
      const choices = value as readonly EventPattern[];
      return [anyOf(choices.map((choice) => `(${allOf(conditionsOf(choice, prefix, eventSources))})`))];
    }
    if (Array.isArray(value)) return [conditionSql(prefix + key, value as readonly Matcher[], eventSources)];
    return conditionsOf(value as EventPattern, `${prefix}${key}.`, eventSources);
  });
}

const OR = "$or";

/** Whether a field is named within and beside a `$or`, or nested and with dots. */
function namesFieldTwice(pattern: EventPattern): boolean {
  const paths = pathsIn(pattern, "");
  return new Set(paths).size < paths.length;
}

/** The choices of a `$or` may each name a field. */
function pathsIn(pattern: EventPattern, prefix: string): readonly string[] {
  return Object.entries(pattern).flatMap(([key, value]) => {
    if (key === OR) {
      const choices = (value as readonly EventPattern[]).map((choice) => pathsIn(choice, prefix));
      const repeats = choices.flatMap((paths) => paths.filter((path, index) => paths.indexOf(path) !== index));
      return [...new Set(choices.flat()), ...repeats];
    }
    return Array.isArray(value) ? [prefix + key] : pathsIn(value as EventPattern, `${prefix}${key}.`);
  });
}

function conditionSql(
  path: string,
  matchers: readonly Matcher[],
  eventSources: readonly Matcher[] | undefined,
): Condition {
  if (path === "source") return isImplied(matchers, eventSources) ? undefined : columnSql(SOURCE, matchers);
  return path === "detail-type" ? detailTypeSql(matchers) : fieldSql(path, matchers);
}

function allOf(conditions: readonly Condition[]): string {
  return conditions.filter((condition) => condition !== undefined).join("\n      AND ") || "true";
}

/** `s3.amazonaws.com` is `aws.s3` in the envelope. */
const SOURCE = "('aws.' || split_part(coalesce(eventsource, ''), '.', 1))";

/** Whether whatever passes the condition on `eventSource` has a source that fits, so that asking again would only cost. */
function isImplied(sources: readonly Matcher[], eventSources: readonly Matcher[] | undefined): boolean {
  const { accepts } = compileValueTest(sources);
  return (
    eventSources?.every((matcher) => typeof matcher === "string" && accepts(`aws.${matcher.split(".", 1)[0]}`)) ?? false
  );
}

const CALL = "AWS API Call via CloudTrail";

/** As `wrap` puts records into envelopes: every other type is a call. */
const DETAIL_TYPES = [
  ["AwsServiceEvent", "AWS Service Event via CloudTrail"],
  ["AwsConsoleSignIn", "AWS Console Sign In via CloudTrail"],
  ["AwsConsoleSignin", "AWS Console Sign In via CloudTrail"],
  ["AwsCloudTrailInsight", "AWS Insight via CloudTrail"],
] as const;

function detailTypeSql(matchers: readonly Matcher[]): string | undefined {
  const { accepts } = compileValueTest(matchers);
  const accepted = DETAIL_TYPES.filter(([, detailType]) => accepts(detailType)).map(([eventType]) => eventType);
  if (!accepts(CALL)) return accepted.length === 0 ? "false" : `eventtype IN (${textList(accepted)})`;
  const refused = DETAIL_TYPES.filter(([, detailType]) => !accepts(detailType)).map(([eventType]) => eventType);
  return refused.length === 0 ? undefined : `coalesce(eventtype, '') NOT IN (${textList(refused)})`;
}

function fieldSql(path: string, matchers: readonly Matcher[]): string {
  const [detail, ...keys] = path.split(".");
  const place = detail === "detail" ? placeOf(CLOUDTRAIL.columns, keys) : undefined;
  if (place === undefined) throw new Error(`cannot hunt for ${path}: the table cloudtrail has no column for it`);
  switch (place.kind) {
    case "column":
      return columnSql(place.sql, matchers);
    case "json":
      return jsonSql(place, matchers);
    case "arns":
      return arnSql(path, matchers);
  }
}

/** One of the listed resources has one of the ARNs. */
function arnSql(path: string, matchers: readonly Matcher[]): string {
  if (!areExactStrings(matchers)) throw new Error(`cannot hunt for ${path}: only for exact ARNs`);
  return `coalesce(arrays_overlap(resource_arns(resources), ARRAY[${textList(matchers)}]), false)`;
}

type Place =
  /** The ARNs of the resources. */
  | { readonly kind: "arns" }
  | { readonly kind: "column"; readonly sql: string }
  | { readonly kind: "json"; readonly column: string; readonly path: string };

/** Where a field of the record is in the table. */
function placeOf(fields: readonly Field[], [key, ...rest]: readonly string[], above = ""): Place | undefined {
  const field = fields.find(({ from }) => from === key);
  if (field === undefined) return undefined;
  const sql = above + field.name;
  if (typeof field.type === "object") {
    if ("struct" in field.type) return placeOf(field.type.struct, rest, `${sql}.`);
    return key === "resources" && rest.join(".") === "ARN" ? { kind: "arns" } : undefined;
  }
  if (field.type === "json" && rest.every((part) => PLAIN_KEY.test(part))) {
    return { kind: "json", column: sql, path: ["$", ...rest].join(".") };
  }
  return rest.length === 0 ? { kind: "column", sql } : undefined;
}

/** Keys that both dialects read without quotes in a JSON path. */
const PLAIN_KEY = /^[A-Za-z0-9_-]+$/;

/** Matchers on a column that holds one text. */
function columnSql(column: string, matchers: readonly Matcher[]): string {
  const conditions: string[] = [];
  const texts = matchers.flatMap((matcher) => literalText(matcher) ?? []);
  if (texts.length === 1) conditions.push(`${column} = ${textList(texts)}`);
  if (texts.length > 1) conditions.push(`${column} IN (${textList(texts)})`);
  for (const text of texts) conditions.push(...sameAddress(column, text));
  for (const matcher of matchers) {
    if (literalText(matcher) === undefined) conditions.push(columnFilter(column, matcher));
  }
  return anyOf(conditions);
}

/** What a literal is in a column of text; flags and numbers are written as JSON writes them. */
function literalText(matcher: Matcher): string | undefined {
  if (typeof matcher === "string") return matcher;
  return typeof matcher === "number" || typeof matcher === "boolean" ? String(matcher) : undefined;
}

function columnFilter(column: string, matcher: Matcher): string {
  if (matcher === null) return "false";
  const [filter, operand] = Object.entries(matcher)[0] as [string, unknown];
  if (filter === "exists") return operand === true ? `${column} IS NOT NULL` : `${column} IS NULL`;
  if (filter === "numeric") return numericSql(`TRY_CAST(${column} AS DOUBLE)`, operand);
  if (filter !== "anything-but") return textFilterSql(column, filter, operand);
  const { literals, filters } = refusedBy(operand);
  const refusals = [
    ...(literals.length > 0 ? [`${column} NOT IN (${textList(literals.map(String))})`] : []),
    ...filters.map(([name, text]) => `NOT ${textFilterSql(column, name, text)}`),
  ];
  return `(${column} IS NOT NULL AND ${refusals.join(" AND ")})`;
}

type TextFilter = readonly [filter: string, operand: unknown];

/** What `anything-but` refuses: literals, or filters such as `prefix`. */
function refusedBy(operand: unknown): {
  readonly literals: readonly (string | number)[];
  readonly filters: readonly TextFilter[];
} {
  if (typeof operand !== "object" || operand === null || Array.isArray(operand)) {
    return { literals: [operand].flat() as (string | number)[], filters: [] };
  }
  const [filter, operands] = Object.entries(operand)[0] as [string, unknown];
  return { literals: [], filters: [operands].flat().map((each) => [filter, each] as const) };
}

function textFilterSql(column: string, filter: string, operand: unknown): string {
  if (filter === "cidr") return cidrSql(column, String(operand));
  if (typeof operand === "object" || filter === "equals-ignore-case") {
    return `regexp_like(${column}, ${quoted(`(?s)^${regexOf(filter, operand, TEXT)}$`)})`;
  }
  return `${column} LIKE ${quoted(likeOf(filter, String(operand)))} ESCAPE '\\'`;
}

function likeOf(filter: string, operand: string): string {
  const pieces = piecesOf(filter, operand);
  return pieces.map((piece) => piece.replace(/[\\%_]/g, "\\$&")).join("%");
}

/** The literal texts around the stars of a prefix, suffix or wildcard. */
function piecesOf(filter: string, operand: string): readonly string[] {
  if (filter === "prefix") return [operand, ""];
  if (filter === "suffix") return ["", operand];
  const parsed = parseWildcard(operand);
  if (filter !== "wildcard" || "problem" in parsed) throw new Error(`cannot write the filter ${filter} in SQL`);
  return parsed.wildcard;
}

/** How a text stands in a regular expression: plain, or within the JSON of a value. */
interface Spelling {
  readonly star: string;
  readonly spell: (text: string) => string;
}

const TEXT: Spelling = { star: ".*", spell: escapeRegex };

/** Within JSON a quote or a control character is written as an escape, which a star must take whole. */
const JSON_TEXT: Spelling = {
  star: '(?:[^"\\\\]|\\\\.)*',
  spell: (text) => escapeRegex(JSON.stringify(text).slice(1, -1)),
};

function regexOf(filter: string, operand: unknown, { star, spell }: Spelling): string {
  if (typeof operand === "object" && operand !== null) {
    const folded = ignoringCase((operand as { "equals-ignore-case": string })["equals-ignore-case"], spell);
    return filter === "prefix" ? folded + star : star + folded;
  }
  if (filter === "equals-ignore-case") return ignoringCase(String(operand), spell);
  return piecesOf(filter, String(operand)).map(spell).join(star);
}

/** Each letter in both cases, as EventBridge folds them: other letters that some tables count as equal are not. */
function ignoringCase(text: string, spell: (text: string) => string): string {
  return foldCase(text)
    .map(([lower, upper]) => (lower === upper ? spell(lower) : `(?:${spell(lower)}|${spell(upper)})`))
    .join("");
}

function escapeRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

function numericSql(number: string, operand: unknown): string {
  const terms = operand as readonly (string | number)[];
  const bounds = terms.flatMap((term, index) => (index % 2 === 0 ? [`${number} ${term} ${terms[index + 1]}`] : []));
  return `(${bounds.join(" AND ")})`;
}

function cidrSql(column: string, cidr: string): string {
  const [address = "", prefix = ""] = cidr.split("/");
  const range = "range" in parseIpRange(cidr) ? hexRangeOf(`${withoutLeadingZeros(address)}/${prefix}`) : undefined;
  if (range === undefined) throw new Error(`cannot write the network ${cidr} in SQL`);
  return `address_hex(${column}) BETWEEN '${range.low}' AND '${range.high}'`;
}

/** A literal that is an address also means its other spellings. */
function sameAddress(column: string, text: string): readonly string[] {
  const range = text.includes(":") ? hexRangeOf(text) : undefined;
  return range === undefined ? [] : [`address_hex(${column}) = '${range.low}'`];
}

function withoutLeadingZeros(address: string): string {
  return address.includes(":") ? address : address.split(".").map(Number).join(".");
}

/**
 * Matchers on a value within JSON, which may be of any kind, or a list of which one element has to fit. They look at the JSON text of
 * the value, where a list's elements stand after `[` or `,`.
 */
function jsonSql({ column, path }: Extract<Place, { kind: "json" }>, matchers: readonly Matcher[]): string {
  const value = `json_text(${column}, '${path}')`;
  const isPresent = `(${value} IS NOT NULL AND NOT regexp_like(${value}, '^(?:\\{|[\\[\\],]+$)'))`;
  const literals = matchers.filter(isLiteral).map((literal) => JSON.stringify(literal));
  const filters = matchers.filter((matcher) => !isLiteral(matcher));
  return anyOf([
    ...(literals.length > 0 ? [literalSql(value, literals)] : []),
    ...filters.map((matcher) => jsonFilter(value, isPresent, matcher as Filter)),
  ]);
}

type Filter = Exclude<Matcher, string | number | boolean | null>;

function isLiteral(matcher: Matcher): boolean {
  return typeof matcher !== "object" || matcher === null;
}

/** Lists are few, so the regular expression is only asked of them. */
function literalSql(value: string, literals: readonly string[]): string {
  const element = `(?:${literals.map(escapeRegex).join("|")})`;
  return `(${value} IN (${textList(literals)}) OR (${value} LIKE '[%' AND ${hasElement(value, element)}))`;
}

function jsonFilter(value: string, isPresent: string, matcher: Filter): string {
  const [filter, operand] = Object.entries(matcher)[0] as [string, unknown];
  switch (filter) {
    case "exists":
      return operand === true ? isPresent : `NOT ${isPresent}`;
    case "numeric":
      return `(regexp_like(${value}, '^-?[0-9]') AND ${numericSql(`TRY_CAST(${value} AS DOUBLE)`, operand)})`;
    case "cidr":
      return cidrSql(`substr(${value}, 2, length(${value}) - 2)`, String(operand));
    case "anything-but": {
      const { literals, filters } = refusedBy(operand);
      const refused = [
        ...literals.map((literal) => escapeRegex(JSON.stringify(literal))),
        ...filters.map(([name, text]) => `"${regexOf(name, text, JSON_TEXT)}"`),
      ].join("|");
      const between = "[\\[\\],]";
      const onlyRefused = `(?s)^${between}*(?:${refused})(?:${between}+(?:${refused}))*${between}*$`;
      return `(${isPresent} AND NOT regexp_like(${value}, ${quoted(onlyRefused)}))`;
    }
    default:
      return hasElement(value, `"${regexOf(filter, operand, JSON_TEXT)}"`);
  }
}

function hasElement(value: string, element: string): string {
  return `regexp_like(${value}, ${quoted(`(?s)^(?:\\[(?:.*[\\[,])?)?${element}(?:[,\\]].*)?$`)})`;
}

function anyOf(conditions: readonly string[]): string {
  const [only, ...others] = conditions;
  return only !== undefined && others.length === 0 ? only : `(${conditions.join(" OR ")})`;
}
