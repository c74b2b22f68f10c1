import { ALL_DETECTIONS, enabledAccessLogDetections, enabledDetections } from "@palisade/engine/detections/registry";
import { SEVERITIES, type Severity } from "@palisade/engine/severity";
import type { Command } from "commander";
import type { PalisadeConfig } from "../../config/config";
import { configPath } from "../../config/config-path";
import { detectorSettings } from "../../config/derived/detector-settings";
import { nearest } from "../../config/yaml/nearest";
import { offerValues, TABLE_OR_JSON } from "../completion/offered-values";
import { EXIT, type ExitStatus } from "../lib/exit-status";
import { printProse } from "../lib/layout/print-prose";
import { readConfig } from "../lib/read-config";
import { printLine, type Terminal } from "../lib/terminal";
import { UsageError } from "../lib/usage-error";
import { visibleJson, visibleText } from "../lib/visible-text";
import { type AlertRoute, type RouteQuestion, routeAlert } from "./route-alert";
import { routeReport } from "./route-report";

interface RouteFlags {
  readonly config?: string;
  readonly detection?: string;
  readonly bucket?: string;
  readonly account?: string;
  readonly environment?: string;
  readonly at?: string;
  readonly format: string;
}

const EXAMPLES = `
Asks the same code that routes alerts when deployed. Quiet hours go by the time at which an alert comes to its channel.

Examples:
  palisade route high
  palisade route medium --bucket my-bucket --at 2026-03-01T23:10:00Z
  palisade route critical --detection s3.policy-made-public --format json
`;

export function addRoute(program: Command, terminal: Terminal, exit: (status: ExitStatus) => void): void {
  const command = program
    .command("route")
    .summary("say where an alert would go: channels, e-mail, text messages, the digest")
    .description("Says where an alert of a severity goes by palisade.yaml, and when.")
    .argument("<severity>", SEVERITIES.join(", "))
    .option("-c, --config <file>", "configuration to use instead of palisade.yaml or $PALISADE_CONFIG")
    .option("-d, --detection <id>", "detection that raises it")
    .option("-b, --bucket <name>", "bucket that it is about")
    .option("-a, --account <id>", "account in which it happened (default: Palisade's own)")
    .option("-e, --environment <name>", "what the bucket's tag says (enrich.bucketTags.environment)")
    .option("--at <time>", "when it comes, in ISO 8601, UTC unless it says otherwise (default: now)")
    .option("-f, --format <format>", "table for people, json for programs", "table")
    .addHelpText("after", EXAMPLES)
    .action((severity: string, flags: RouteFlags) => exit(runRoute(severity, flags, terminal)));
  offerValues(command, () => ({
    severity: SEVERITIES,
    "--detection": ALL_DETECTIONS.map(({ id }) => id),
    "--format": TABLE_OR_JSON,
  }));
}

function runRoute(severity: string, flags: RouteFlags, terminal: Terminal): ExitStatus {
  const { stdout } = terminal;
  if (flags.format !== "table" && flags.format !== "json") {
    throw new UsageError(`--format: got ${JSON.stringify(flags.format)}, expected table or json`);
  }
  const asked = severityOf(severity);
  const detection = flags.detection === undefined ? undefined : detectionOf(flags.detection);
  const at = flags.at === undefined ? Date.now() : timeOf(flags.at);
  const config = readConfig(configPath(flags.config, terminal.env), terminal);
  const question: RouteQuestion = {
    severity: asked,
    account: flags.account === undefined ? config.account : accountOf(flags.account),
    at,
    ...(detection !== undefined && { detection }),
    ...(flags.bucket !== undefined && { bucket: flags.bucket }),
    ...(flags.environment !== undefined && { environment: flags.environment }),
  };
  const route = routeAlert(question, config);
  const remarks = [
    ...(detection === undefined ? [] : remarksOn(detection, asked, config)),
    ...remarksOnBucket(question, config),
  ];
  if (flags.format === "json") {
    printLine(stdout, visibleJson(jsonOf(question, route, remarks)));
  } else {
    const lines = [...routeReport(question, route, config), ...remarks];
    printProse(
      terminal,
      lines.map((line) => visibleText(line, 2000)),
    );
  }
  return EXIT.done;
}

/** What keeps such an alert from being raised at all, or gives it another severity. */
function remarksOn(detection: string, severity: Severity, config: PalisadeConfig): readonly string[] {
  const settings = detectorSettings(config);
  const isOn = [...enabledDetections(settings), ...enabledAccessLogDetections(settings)].some(
    ({ id }) => id === detection,
  );
  const own = config.detections[detection]?.severity;
  const silenced = config.suppressions.filter((one) => one.detection === detection && one.until > Date.now()).length;
  return [
    ...(isOn ? [] : [`${detection} is off: it raises no alert.`]),
    ...(own === undefined || own === severity
      ? []
      : [`palisade.yaml makes every alert of ${detection} ${own}, never ${severity}.`]),
    ...(silenced > 0
      ? [
          `${silenced === 1 ? "A suppression" : `${silenced} suppressions`} may silence it: palisade config check shows which.`,
        ]
      : []),
  ];
}

/** What was said of the bucket and makes no difference. */
function remarksOnBucket({ bucket, environment }: RouteQuestion, config: PalisadeConfig): readonly string[] {
  const watched = [
    ...config.perimeters.flatMap(({ buckets }) => buckets.map(({ name }) => name)),
    ...config.decoys.map((decoy) => decoy.split("/", 1)[0]),
  ];
  return [
    ...(bucket === undefined || watched.includes(bucket)
      ? []
      : [`${bucket} is in no perimeter and no decoy: only detections that listen to all buckets alert on it.`]),
    ...(environment !== undefined && config.enrich?.bucketTags?.environment === undefined
      ? ["enrich.bucketTags.environment names no tag: no alert has an environment."]
      : []),
  ];
}

function jsonOf(question: RouteQuestion, { channels, email, sms }: AlertRoute, remarks: readonly string[]): object {
  const { detection, bucket, environment, at, severity, account } = question;
  return {
    severity,
    detection: detection ?? null,
    bucket: bucket ?? null,
    account,
    environment: environment ?? null,
    at: iso(at),
    channels: channels.map(({ name, kind, held, rateCap }) => ({
      name,
      kind,
      asideUntil: held === undefined ? null : iso(held.until),
      digestAt: held?.digestAt === undefined ? null : iso(held.digestAt),
      rateCap: rateCap ?? null,
    })),
    email,
    sms,
    remarks,
  };
}

function iso(time: number): string {
  return new Date(time).toISOString();
}

function severityOf(text: string): Severity {
  const found = SEVERITIES.find((one) => one === text.toLowerCase());
  if (found !== undefined) return found;
  throw new UsageError(
    `severity: got ${JSON.stringify(text)}, expected one of ${SEVERITIES.join(", ")}${meant(text, SEVERITIES)}`,
  );
}

function detectionOf(id: string): string {
  const ids = ALL_DETECTIONS.map((one) => one.id);
  if (ids.includes(id)) return id;
  throw new UsageError(
    `--detection: got ${JSON.stringify(id)}, expected an id that palisade detections prints${meant(id, ids)}`,
  );
}

function meant(text: string, known: readonly string[]): string {
  const guess = nearest(text, known);
  return guess === undefined ? "" : `, fix: write ${guess}`;
}

function accountOf(text: string): string {
  if (/^\d{12}$/.test(text)) return text;
  throw new UsageError(`--account: got ${JSON.stringify(text)}, expected 12 digits`);
}

const TIME = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)?(Z|[+-]\d{2}:\d{2})?$/i;

function timeOf(text: string): number {
  const zone = TIME.exec(text);
  const time = zone === null ? Number.NaN : Date.parse(text.length > 10 && zone[1] === undefined ? `${text}Z` : text);
  if (!Number.isNaN(time)) return time;
  throw new UsageError(`--at: got ${JSON.stringify(text)}, expected a time such as 2026-03-01T23:10:00Z`);
}
