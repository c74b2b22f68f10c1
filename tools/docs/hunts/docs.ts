import { isFromConfiguration } from "@palisade/engine/hunts/bind-hunt";
import { COMMON_PARAMETERS, type Hunt, type HuntParameter } from "@palisade/engine/hunts/define-hunt";
import { DETECTION_HUNT_PREFIX, huntableDetections } from "@palisade/engine/hunts/detection-hunts";
import { HUNTS } from "@palisade/engine/hunts/registry";
import { type ColumnType, TABLES, type Table } from "@palisade/engine/hunts/sql/tables";
import { inline, lines, table } from "../../../cli/lib/markdown";

const WRITTEN =
  "<!-- Written from the hunts by `node tools/build/run.mjs tools/docs/hunts/write-docs.ts`. Change those, not this. -->";

/** docs/catalogue/hunts.md as text. */
export function huntDocs(): string {
  return lines([
    "# Hunts",
    "",
    WRITTEN,
    "",
    "A hunt is a question to past logs, and the SQL that answers it: on your machine with DuckDB, or over years of logs with Athena. It is the same text for both.",
    "",
    "```sh",
    "npx palisade hunt list",
    "npx palisade hunt denied-requests AWSLogs/111122223333/CloudTrail   # converts the logs once, then answers",
    "npx palisade hunt outside-allowlist --since 2026-03-01              # the logs that were converted last",
    "npx palisade hunt outside-allowlist --format html --output report.html",
    "npx palisade hunt key-used --param key=AKIAIOSFODNN7EXAMPLE --format csv > key.csv",
    "npx palisade hunt policy-changes --engine athena --since 2025-01-01  # needs hunting in palisade.yaml",
    "```",
    "",
    ...HOW,
    "",
    ...table(
      ["Hunt", "Log", "Question"],
      HUNTS.map((hunt) => [`[${hunt.id}](#${hunt.id})`, inline(hunt.log), inline(hunt.question)]),
    ),
    "",
    "All of them take:",
    "",
    ...parameterTable(COMMON_PARAMETERS),
    ...HUNTS.flatMap(huntText),
    ...detectionText(),
    ...sqlText(),
    ...TABLES.flatMap(tableText),
  ]);
}

const HOW: readonly string[] = [
  "- **Logs** are files, folders and `s3://bucket/prefix`, as CloudTrail and S3 write them. They are converted into `.palisade/cache` (`--cache`), and only what is new is converted again. Copies of one event count once.",
  "- **Parameters** are `--param name=value`. Networks, buckets and accounts come from `palisade.yaml` unless you give others.",
  "- **Formats** (`--format`): `table` for people; `json`, one object a line; `csv`, in which text that a spreadsheet would run as a formula is prefixed with an apostrophe; otherwise it holds what was logged, with control characters escaped only on a terminal; `parquet`; `html`, one self-contained page with charts.",
  "- **An incomplete answer says so**: logs that could not be read are named on standard error, with exit status 1; more rows than `--limit` are announced.",
  "- **So does an answer about nothing**: if the logs hold no request to a bucket of the configuration or of `--param`, nothing is known about that bucket; logs of other buckets and accounts are named. `--fail-on rows` turns a hunt into a gate: [exit status](../exit-status.md#gates).",
  "- `--show-sql` shows the SQL instead of running it.",
];

function huntText(hunt: Hunt): readonly string[] {
  return [
    "",
    `## ${hunt.id}`,
    "",
    `**${inline(hunt.question)}** From ${inline(hunt.log)}.`,
    ...(hunt.parameters.length === 0 ? [] : ["", ...parameterTable(hunt.parameters)]),
    "",
    "What to look for:",
    "",
    ...hunt.lookFor.map((line) => `- ${inline(line)}`),
    "",
    "<details><summary>SQL</summary>",
    "",
    "```sql",
    hunt.sql,
    "```",
    "",
    "</details>",
  ];
}

function parameterTable(parameters: readonly HuntParameter[]): readonly string[] {
  return table(
    ["Parameter", "Type", "Without it", "What it is"],
    parameters.map((one) => [`\`${one.name}\``, one.type, usual(one), inline(one.description)]),
  );
}

function usual(parameter: HuntParameter): string {
  if (parameter.default === "") return "all";
  if (parameter.default !== undefined) return `\`${parameter.default}\``;
  return isFromConfiguration(parameter) ? "of the configuration" : "must be given";
}

function detectionText(): readonly string[] {
  return [
    "",
    "## Hunts made from detections",
    "",
    "Each of the [detections](detections.md) that a single event decides is a hunt as well: `detection.<id>` finds the past events that the deployed rule would have passed to it, with the buckets of `palisade.yaml`.",
    "`npx palisade replay` says which of them would have become an alert.",
    "",
    ...table(
      ["Hunt", "What happened"],
      huntableDetections().map(({ id, title }) => [`\`${DETECTION_HUNT_PREFIX}${id}\``, inline(title)]),
    ),
  ];
}

function sqlText(): readonly string[] {
  return [
    "",
    "## Questions of your own",
    "",
    "`npx palisade hunt sql` opens a prompt over the same tables, and `--query` or standard input asks one question. The session reads these tables and nothing else: no file, no network, no setting, no statement that changes anything. A query may take ten minutes (`--timeout SECONDS`) and about 1 GB of memory, and its answer may have a million rows and 100 MB: a larger answer is cut, says so and ends with 1. `--format parquet --output FILE` writes all of it. Ctrl-C at the prompt stops the running query, or ends the session if nothing is typed.",
    "",
    "```sql",
    "SELECT eventname, count(*) AS calls",
    "FROM cloudtrail",
    "WHERE day BETWEEN '2026/03/01' AND '2026/03/31' AND useridentity.type = 'Root'",
    "GROUP BY eventname ORDER BY calls DESC;",
    "```",
    "",
    "Besides standard SQL, hunts use on both engines `json_extract_scalar(json, path)`, `regexp_like`, `array_join`, `element_at`. Palisade's own functions, which `--engine athena` expands for Trino, are `address_hex(text)`, an address as 32 sortable digits (NULL if it is not an address), `access_time(requestdatetime)` as ISO 8601, and `json_text(json, path)`.",
  ];
}

function tableText({ name, description, columns, partitions }: Table): readonly string[] {
  return [
    "",
    `### Table ${name}`,
    "",
    `${inline(description)}. Partitions: ${partitions.map((partition) => `\`${partition}\``).join(", ")}; \`day\` is \`2026/03/01\`, in UTC.`,
    "",
    columns.map((column) => `\`${column.name}\` ${typeText(column.type)}`).join(", "),
  ];
}

function typeText(type: ColumnType): string {
  if (typeof type === "string") return type === "json" ? "text (JSON)" : type;
  const fields = ("list" in type ? type.list : type.struct).map((field) =>
    typeof field.type === "object" ? `\`${field.name}\` ${typeText(field.type)}` : `\`${field.name}\``,
  );
  return `${"list" in type ? "list" : "row"} (${fields.join(", ")})`;
}
