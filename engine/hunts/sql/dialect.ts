import { BUCKET_ARN } from "../../events/bucket-identity";
import { bucketInDuckDb, bucketInTrino, copiedBucketInDuckDb, copiedBucketInTrino } from "./bucket-sql";

/**
 * Hunts are written in Trino's dialect, which Athena speaks. What DuckDB lacks of it is taught by macros, and the functions that
 * neither has in the same form are macros here and rewritten there.
 */

const OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
const GROUPS = "[0-9a-fA-F]{1,4}(?::[0-9a-fA-F]{1,4})*";

/**
 * `address_hex(text)`: an address as 32 hexadecimal digits, IPv4 as `::ffff:a.b.c.d`, so that text order is the order of addresses; NULL
 * for what is no address. Strict as `parseAddress` is: no leading zeros, no zone, no short forms.
 */
const ADDRESS_HEX = [
  "octet(t, n) AS TRY_CAST(split_part(t, '.', n) AS UBIGINT)",
  "octets_hex(t) AS lpad(hex(octet(t, 1) * 16777216 + octet(t, 2) * 65536 + octet(t, 3) * 256 + octet(t, 4)), 8, '0')",
  `groups_hex(t) AS array_to_string(list_transform(list_filter(string_split(t, ':'), lambda g: g <> ''), lambda g: lpad(upper(g), 4, '0')), '')`,
  // A macro's argument is put in wherever it is named, and worked out each time: a list of one, and a lambda on it, do it once.
  `groups_of(t) AS CASE WHEN contains(t, '.') THEN list_transform([regexp_extract(t, '^(.*:)(${OCTET}(?:\\.${OCTET}){3})$', ['head', 'tail'])], ` +
    "lambda m: m.head || regexp_replace(octets_hex(m.tail), '^(.{4})', '\\1:'))[1] ELSE t END",
  `ipv6_hex(t) AS list_transform([groups_of(t)], lambda g: CASE WHEN regexp_full_match(g, '${GROUPS}') THEN ` +
    `CASE WHEN length(g) - length(replace(g, ':', '')) = 7 THEN groups_hex(g) END ` +
    `WHEN regexp_full_match(g, '(?:${GROUPS})?::(?:${GROUPS})?') THEN ` +
    "list_transform([[groups_hex(split_part(g, '::', 1)), groups_hex(split_part(g, '::', 2))]], " +
    "lambda h: CASE WHEN length(h[1]) + length(h[2]) <= 28 THEN h[1] || repeat('0', 32 - length(h[1]) - length(h[2])) || h[2] END)[1] END)[1]",
  `address_hex(t) AS CASE WHEN regexp_full_match(t, '${OCTET}(?:\\.${OCTET}){3}') THEN '00000000000000000000FFFF' || octets_hex(t) ` +
    "WHEN contains(t, ':') AND length(t) <= 45 THEN ipv6_hex(t) END",
];

const MACROS = [
  ...ADDRESS_HEX,
  // The line's `06/Feb/2019:00:00:38 +0000` as `2019-02-06T00:00:38Z`.
  "access_time(t) AS strftime(try_strptime(t, '%d/%b/%Y:%H:%M:%S %z'), '%Y-%m-%dT%H:%M:%SZ')",
  // The JSON text of what is at a path, objects and lists included.
  "json_text(j, p) AS CAST(json_extract(j, p) AS VARCHAR)",
  // Trino's answers NULL for objects and lists.
  "json_extract_scalar(j, p) AS json_extract_string(json_value(j, p), '$')",
  "regexp_like(t, r) AS regexp_matches(t, r)",
  "array_join(l, s) AS array_to_string(l, s)",
  "element_at(l, i) AS l[i]",
  "arrays_overlap(l, m) AS list_has_any(l, m)",
  "resource_arns(r) AS list_transform(r, lambda x: x.arn)",
  // The names of the buckets whose own ARNs are listed, each once.
  `resource_buckets(r) AS list_distinct(list_filter(list_transform(r, lambda x: regexp_extract(x.arn, '${BUCKET_ARN}', 1)), lambda b: b <> ''))`,
  `bucket_of(s, p, r) AS ${bucketInDuckDb("s", "p", "r")}`,
  `copied_bucket(s, n, p, r) AS ${copiedBucketInDuckDb("s", "n", "p", "r")}`,
];

/** What makes a DuckDB session understand hunts; run once a session, before the first one. */
export const DUCKDB_MACROS: readonly string[] = MACROS.map((macro) => `CREATE OR REPLACE TEMP MACRO ${macro}`);

const IN_TRINO: Readonly<Record<string, (...args: string[]) => string>> = {
  address_hex: (text = "") => `to_hex(CAST(TRY_CAST(${text} AS IPADDRESS) AS VARBINARY))`,
  access_time: (text = "") =>
    `date_format(TRY(parse_datetime(${text}, 'dd/MMM/yyyy:HH:mm:ss Z')) AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%i:%sZ')`,
  json_text: (value = "", path = "") => `json_format(json_extract(${value}, ${path}))`,
  resource_arns: (resources = "") => `transform(${resources}, x -> x.arn)`,
  resource_buckets: (resources = "") =>
    `array_distinct(filter(transform(${resources}, x -> regexp_extract(x.arn, '${BUCKET_ARN}', 1)), b -> b <> ''))`,
  bucket_of: (service = "", parameters = "", resources = "") => toTrino(bucketInTrino(service, parameters, resources)),
  copied_bucket: (service = "", eventName = "", parameters = "", resources = "") =>
    toTrino(copiedBucketInTrino(service, eventName, parameters, resources)),
};

const CALL = new RegExp(`\\b(${Object.keys(IN_TRINO).join("|")})\\(`);

/** A hunt's SQL as Athena takes it: the functions that Trino has not are written out. */
export function toTrino(sql: string): string {
  const call = CALL.exec(sql);
  if (call === null) return sql;
  const { args, end } = readArguments(sql, call.index + call[0].length);
  const write = IN_TRINO[call[1] as string];
  return sql.slice(0, call.index) + write?.(...args.map((arg) => toTrino(arg.trim()))) + toTrino(sql.slice(end));
}

/** The arguments of a call whose parenthesis ends before `start`; quoted texts may hold anything. */
function readArguments(sql: string, start: number): { readonly args: string[]; readonly end: number } {
  const args: string[] = [];
  let depth = 0;
  let from = start;
  for (let index = start; index < sql.length; index++) {
    const char = sql[index];
    if (char === "'") index = sql.indexOf("'", index + 1);
    if (index === -1) break;
    if (char === "(") depth++;
    if (char === "," && depth === 0) {
      args.push(sql.slice(from, index));
      from = index + 1;
    }
    if (char === ")" && depth-- === 0) return { args: [...args, sql.slice(from, index)], end: index + 1 };
  }
  throw new Error(`a call is not closed: ${sql.slice(start, start + 40)}`);
}
