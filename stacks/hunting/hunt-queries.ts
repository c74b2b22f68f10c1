import { bindHunt, parametersOf } from "@palisade/engine/hunts/bind-hunt";
import type { Hunt } from "@palisade/engine/hunts/define-hunt";
import { detectionHunts } from "@palisade/engine/hunts/detection-hunts";
import { HUNTS } from "@palisade/engine/hunts/registry";
import { toTrino } from "@palisade/engine/hunts/sql/dialect";
import { ACCESS_LOGS } from "@palisade/engine/hunts/sql/tables";
import type { PalisadeConfig } from "../../config/config";
import { detectorSettings } from "../../config/derived/detector-settings";

/** A query as Athena's console lists it. */
export interface SavedQuery {
  readonly name: string;
  readonly description: string;
  readonly sql: string;
}

/** Athena takes no longer text of a query. */
const MOST_BYTES = 262_144;

const LONGEST_DESCRIPTION = 1024;

/** What the console's reader most often wants; the days stand at one place in the text, to be changed there. */
const DAYS = {
  since: "date_format(current_date - INTERVAL '7' DAY, '%Y/%m/%d')",
  until: "date_format(current_date, '%Y/%m/%d')",
} as const;

/**
 * Every hunt with what the configuration says of networks, buckets and accounts, for the console. A text that only the reader knows is a
 * `?`, for which the console asks. A hunt whose allowlist makes it longer than Athena takes is left to `palisade hunt` on a cache.
 */
export function huntQueries(config: PalisadeConfig, tables: readonly string[]): readonly SavedQuery[] {
  const scope = {
    perimeters: config.perimeters.map(({ perimeter }) => perimeter),
    accounts: [config.account, ...config.trust.accounts],
  };
  return [...HUNTS, ...detectionHunts(detectorSettings(config))]
    .filter(({ table }) => tables.includes(table))
    .map((hunt) => savedQuery(hunt, scope))
    .filter(({ sql }) => Buffer.byteLength(sql) <= MOST_BYTES);
}

/** Lines that the table's expression could not read are rows of nulls, which no hunt sees. */
export function unreadLines(): SavedQuery {
  return {
    name: "access-log-lines-not-read",
    description: "How many lines of access logs could not be read, by day: hunts do not see them",
    sql: [
      "SELECT day, count(*) AS lines, count_if(requestdatetime IS NULL) AS notread",
      `FROM ${ACCESS_LOGS.name}`,
      `WHERE day BETWEEN ${DAYS.since} AND ${DAYS.until}`,
      "GROUP BY day",
      "ORDER BY day DESC",
    ].join("\n"),
  };
}

/** Stand-ins of which each is told from every other, and none can be a hunt's default. */
const SAMPLES: Readonly<Record<string, (index: number) => string>> = {
  text: (index) => `stand-in-${index}`,
  arn: (index) => `arn:aws:iam::111122223333:role/stand-in-${index}`,
  bucket: (index) => `stand-in-${index}`,
  address: (index) => `192.0.2.${index}`,
  "access-key": (index) => `AKIASTANDIN${String(index).padStart(9, "0")}`,
};

const SAMPLE_DAYS = { since: "2001-01-01", until: "2001-01-02" } as const;

function savedQuery(hunt: Hunt, scope: Parameters<typeof bindHunt>[2]): SavedQuery {
  const samples = new Map<string, string>();
  for (const [index, { name, type, default: usual }] of parametersOf(hunt).entries()) {
    const sample = usual === undefined ? SAMPLES[type]?.(index + 1) : undefined;
    if (sample !== undefined) samples.set(sample, name);
  }
  const given = { ...Object.fromEntries([...samples].map(([sample, name]) => [name, sample])), ...SAMPLE_DAYS };
  const bound = bindHunt(hunt, given, scope);
  if (bound.kind === "unbound") throw new Error(`hunt ${hunt.id}: ${bound.problems.join("; ")}`);
  const asked: string[] = [];
  const sql = fillIn(bound.sql, bound.parameters, (value) => {
    const name = samples.get(value);
    if (name !== undefined) asked.push(name);
    return name !== undefined;
  });
  return {
    name: hunt.id,
    description: hunt.question.slice(0, LONGEST_DESCRIPTION),
    sql: [
      `-- ${hunt.title}`,
      `-- ${hunt.question}`,
      ...(asked.length > 0 ? [`-- Parameters, one for each "?": ${asked.join(", ")}`] : []),
      toTrino(sql).replaceAll("'2001/01/01'", DAYS.since).replaceAll("'2001/01/02'", DAYS.until),
    ].join("\n"),
  };
}

const QUOTED_OR_PLACE = /'(?:[^']|'')*'|\?/g;

/** Writes values where a `?` stands for them, unless it is to stay. */
function fillIn(sql: string, values: readonly string[], stays: (value: string) => boolean): string {
  const left = values.values();
  return sql.replace(QUOTED_OR_PLACE, (whole) => {
    if (whole !== "?") return whole;
    const value = left.next().value ?? "";
    return stays(value) ? "?" : `'${value.replaceAll("'", "''")}'`;
  });
}
