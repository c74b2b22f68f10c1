import { docsOf } from "@palisade/engine/detections/docs";
import type { AnyDetection } from "@palisade/engine/detections/engine/define-detection";
import { ALL_DETECTIONS, enabledAccessLogDetections, enabledDetections } from "@palisade/engine/detections/registry";
import type { AccessLogEvent } from "@palisade/engine/events/access-log/access-log-event";
import { parseAccessLogLine } from "@palisade/engine/events/access-log/parse-line";
import type { DeliveredEvent, Event } from "@palisade/engine/events/event";
import { PLAIN_TEXT, readEvents } from "@palisade/engine/events/read-events";
import type { Command } from "commander";
import type { PalisadeConfig } from "../../config/config";
import { detectorSettings } from "../../config/derived/detector-settings";
import { loadConfig } from "../../config/load-config";
import { offerValues, TABLE_OR_JSON } from "../completion/offered-values";
import { assumedConfig } from "../lib/assumed/assumed-config";
import { NO_ALLOWLIST, printAssumed } from "../lib/assumed/assumed-in-words";
import { findConfig } from "../lib/assumed/find-config";
import { sampleConfig } from "../lib/assumed/sample-config";
import { commandName } from "../lib/command-name";
import { EXIT, type ExitStatus } from "../lib/exit-status";
import { inventoryOfEvents } from "../lib/inventory/read-inventory";
import { layoutTable } from "../lib/layout/layout-table";
import { printProse } from "../lib/layout/print-prose";
import { openInput } from "../lib/logs/open-input";
import { readText } from "../lib/logs/read-text";
import { readableCause } from "../lib/logs/readable-cause";
import { RecordReader } from "../lib/logs/record-reader";
import { notJudged } from "../lib/not-judged/not-judged";
import { notJudgedLines } from "../lib/not-judged/not-judged-lines";
import { originOfEvent } from "../lib/not-judged/origin";
import { createOriginTally } from "../lib/not-judged/origin-counts";
import { scopeOf } from "../lib/not-judged/scope";
import { printLine, screenOf, type Terminal } from "../lib/terminal";
import { UsageError } from "../lib/usage-error";
import { visibleJson, visibleText } from "../lib/visible-text";
import { explain, explainLine } from "./explain";
import { explainReport } from "./explain-report";
import { scaffold } from "./scaffold";

const CONFIG_OPTION = [
  "-c, --config <file>",
  "configuration to use instead of palisade.yaml or $PALISADE_CONFIG",
] as const;

const EXAMPLES = `
docs/catalogue/detections.md says what each one sees, what it misses and how to tune it.

Examples:
  palisade detections
  palisade detections --format json
  palisade detections test record.json
  palisade detections new s3.something-odd
`;

const TEST_EXAMPLES = `
Says for every detection that hears the record, and for those that listen to calls of its name, whether it matched:
  matched    one event is enough, and this is one
  waits      counts towards a threshold or a sequence, or is only a match if it is new
  silenced   would match, but for a suppression in palisade.yaml
  no match   heard, and not what the detection looks for
  not heard  the fields of its pattern that do not fit

Examples:
  palisade detections test record.json
  palisade simulate perimeter-probe --background 0 | head -1 | palisade detections test -
`;

const NEW_EXAMPLES = `
Writes a detection on API calls, or on access logs for an id that begins with s3.access-log-, with its docs and its test, and
puts it into the registry. Its test fails until it is filled in.

Examples:
  palisade detections new s3.something-odd
  npx jest engine/detections/s3/something-odd
`;

interface ListFlags {
  readonly config?: string;
  readonly format: string;
}

export function addDetections(program: Command, terminal: Terminal, exit: (status: ExitStatus) => void): void {
  const detections = program
    .command("detections")
    .summary("list the detections, test them on a record, begin a new one")
    .description("Lists the detections: id, severity, on or off, and what they see.")
    .addHelpText("after", EXAMPLES);
  const list = detections
    .command("list", { isDefault: true })
    .description("Lists the detections: id, severity, on or off, and what they see.")
    .option(...CONFIG_OPTION)
    .option("-f, --format <format>", "table for people, json for programs: one object a line", "table")
    .allowExcessArguments()
    .action((flags: ListFlags, { args: [unknown] }: Command) => {
      // It is the command that runs where none is named.
      if (unknown !== undefined) {
        throw new UsageError(`detections: got ${JSON.stringify(unknown)}, expected list, test or new`);
      }
      exit(runList(flags, terminal));
    });
  offerValues(list, () => ({ "--format": TABLE_OR_JSON }));
  detections
    .command("test")
    .description("Says of one record which detections match it, and why the others do not.")
    .argument("<file>", "file with one CloudTrail record, EventBridge event or access-log line; - reads standard input")
    .option(...CONFIG_OPTION)
    .addHelpText("after", TEST_EXAMPLES)
    .action(async (file: string, flags: { readonly config?: string }) => exit(await runTest(file, flags, terminal)));
  detections
    .command("new")
    .description("Begins a new detection: its file, its docs, its test, its place in the registry.")
    .argument("<id>", "service and what happens, such as s3.policy-made-public")
    .option("--into <folder>", "folder of the detections", "engine/detections")
    .addHelpText("after", NEW_EXAMPLES)
    .action((id: string, { into }: { readonly into: string }) => exit(runNew(id, into, terminal)));
}

const COLUMNS = ["Detection", "Severity", "State", "What happened"].map((head) => ({ head }));

function runList({ config, format }: ListFlags, terminal: Terminal): ExitStatus {
  if (format !== "table" && format !== "json") {
    throw new UsageError(`--format: got ${JSON.stringify(format)}, expected table or json`);
  }
  const configured = findConfig(config, terminal, loadConfig);
  if (configured === undefined)
    printLine(terminal.stderr, "No palisade.yaml here, so the detections are as they are by default.");
  const settings = detectorSettings(configured ?? sampleConfig());
  const enabled = new Set<AnyDetection>([...enabledDetections(settings), ...enabledAccessLogDetections(settings)]);
  const rows = ALL_DETECTIONS.map((detection) => {
    const { id, title, log } = detection;
    const { status, attack } = docsOf(detection);
    const purpose = detection.kind === "access-log" ? undefined : detection.purpose;
    const severity = settings.detections[id]?.severity ?? detection.severity;
    return { id, severity, enabled: enabled.has(detection), title, status, attack, log, purpose };
  });
  const screen = screenOf(terminal.stdout, terminal.env);
  const table = rows.map(({ id, severity, enabled, title }) => [id, severity, enabled ? "on" : "off", title]);
  const lines =
    format === "json"
      ? rows.map((row) => visibleJson(row))
      : [
          ...layoutTable(COLUMNS, table, screen, { borders: false }),
          "",
          `${rows.length} detections, ${enabled.size} of them on.`,
          "More: docs/catalogue/detections.md",
        ];
  for (const line of lines) printLine(terminal.stdout, line);
  return EXIT.done;
}

async function runTest(
  file: string,
  { config }: { readonly config?: string },
  terminal: Terminal,
): Promise<ExitStatus> {
  const configured = findConfig(config, terminal, loadConfig);
  const record = await readOne(file, terminal);
  if (record.kind === "unreadable") {
    printLine(terminal.stderr, `${visibleText(file)}: ${visibleText(record.reason)}`);
    return EXIT.partly;
  }
  const events = record.kind === "line" ? [record.event] : record.events;
  const subject = configured ?? assumedOf(events, terminal);
  const settings = detectorSettings(subject);
  if (record.kind === "line") {
    printReports([explainReport(record.event, explainLine(record.event, settings))], terminal);
    return sayWhose(events, subject, terminal);
  }
  printReports(
    record.events.map((event) => explainReport(event, explain(event, record.value, settings))),
    terminal,
  );
  return sayWhose(events, subject, terminal);
}

function assumedOf(events: readonly Event[], terminal: Terminal): PalisadeConfig {
  const assumed = assumedConfig(inventoryOfEvents(events));
  printAssumed(assumed, NO_ALLOWLIST, terminal);
  return assumed.config;
}

/** What detections say of a record that no rule would deliver to them is no answer about the configuration. */
function sayWhose(events: readonly Event[], config: PalisadeConfig, terminal: Terminal): ExitStatus {
  const scope = scopeOf(config);
  const tally = createOriginTally(scope);
  for (const event of events) tally.add(originOfEvent(event));
  const counts = tally.take();
  const lines = notJudgedLines(notJudged(counts, 0), scope, "request");
  if (lines.length > 0) printProse(terminal, ["", ...lines]);
  return counts.own === 0 ? EXIT.partly : EXIT.done;
}

function printReports(reports: readonly (readonly string[])[], terminal: Terminal): void {
  for (const [index, report] of reports.entries()) {
    if (index > 0) printLine(terminal.stdout, "");
    printProse(terminal, report);
  }
}

type OneRecord =
  | { readonly kind: "record"; readonly value: unknown; readonly events: readonly DeliveredEvent[] }
  | { readonly kind: "line"; readonly event: AccessLogEvent }
  | { readonly kind: "unreadable"; readonly reason: string };

async function readOne(file: string, { stdin }: Terminal): Promise<OneRecord> {
  const records: OneRecord[] = [];
  const problems: string[] = [];
  let count = 0;
  const onUnread = (reason: string) => problems.push(reason);
  const line = (text: string): boolean => {
    const parsed = parseAccessLogLine(text);
    if (parsed.kind === "malformed") return false;
    if (count++ === 0) records.push({ kind: "line", event: parsed.event });
    return true;
  };
  const reader = new RecordReader({
    value: (value) => {
      for (const found of readEvents(value)) {
        if (found.kind === "events") {
          if (count++ === 0) records.push({ kind: "record", value: found.value, events: found.events });
        } else if (found.kind === "text") {
          if (!line(found.text)) problems.push(PLAIN_TEXT);
        } else problems.push(found.reason);
      }
    },
    unreadable: onUnread,
    line,
  });
  const source = await openInput(file, stdin);
  try {
    for await (const chunk of readText(source, { onUnread })) reader.push(chunk);
    reader.end();
  } catch (error) {
    reader.end(readableCause(error));
  }
  if (count > 1) {
    throw new UsageError(
      `${visibleText(file)}: got ${count} records, expected one, fix: ${commandName()} replay ${visibleText(file)}`,
    );
  }
  const [record] = records;
  if (record && problems.length === 0) return record;
  return { kind: "unreadable", reason: problems[0] ?? "no record" };
}

function runNew(id: string, folder: string, { stdout }: Terminal): ExitStatus {
  const files = scaffold(id, folder);
  for (const file of files) printLine(stdout, file);
  printLine(stdout, "\nNext, fill in what says TODO, then run its test and the generator of the docs:");
  printLine(stdout, `  npx jest ${files.find((file) => file.endsWith(".test.ts"))}`);
  printLine(stdout, "  node tools/build/run.mjs tools/docs/detections/write-docs.ts");
  return EXIT.done;
}
