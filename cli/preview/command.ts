import { existsSync } from "node:fs";
import { bucketsOf } from "@palisade/engine/preview/preview";
import { DAY_MS } from "@palisade/engine/preview/request-group";
import type { Command } from "commander";
import type { PalisadeConfig } from "../../config/config";
import { detectorSettings } from "../../config/derived/detector-settings";
import { loadConfig } from "../../config/load-config";
import { offerValues } from "../completion/offered-values";
import { assumedConfig } from "../lib/assumed/assumed-config";
import { printAssumed } from "../lib/assumed/assumed-in-words";
import { configNeeded } from "../lib/assumed/config-needed";
import { findConfig } from "../lib/assumed/find-config";
import { commandName } from "../lib/command-name";
import { EXIT, type ExitStatus, worstStatus } from "../lib/exit-status";
import { addGateOptions, closeGate, type GateFacts, type GateFlags, parseGate } from "../lib/gate";
import { notJudged } from "../lib/not-judged/not-judged";
import { noCounts } from "../lib/not-judged/origin-counts";
import { readConfig } from "../lib/read-config";
import { printLine, screenOf, type Terminal } from "../lib/terminal";
import { UsageError } from "../lib/usage-error";
import { type PlanFile, readPlanFile } from "../review/read-plan-file";
import { reviewReport } from "../review/review-report";
import { composeReport, type ReportInput } from "./compose-report";
import type { FoundGroups } from "./found-groups";
import type { Days } from "./groups-sql";
import { jsonReport } from "./json-report";
import { markdownReport } from "./markdown-report";
import { athenaGroups, cachedGroups, convertedLogs, inventoryOf } from "./open-groups";
import { perimetersOfPlan } from "./perimeters-of-plan";
import type { PreviewReport } from "./preview-report";
import { tableReport } from "./table-report";

interface PreviewFlags extends GateFlags {
  readonly config?: string;
  readonly cache: string;
  readonly format: string;
  readonly engine: string;
  readonly compare?: readonly string[];
  readonly plan?: string;
  readonly enforce?: boolean;
  readonly last?: string;
  readonly failOnCutoff?: boolean;
}

const REASONS = ["cutoff"] as const;

const EXAMPLES = `
Reads CloudTrail files and S3 server access logs, converts them once to a cache, and asks the cache from then on. Of each request
it decides as the detector does whether the configured perimeter would deny it, in force or not; the report says which are in force.

Examples:
  palisade preview logs/
  palisade preview --enforce --fail-on cutoff --last 90 s3://my-trail-logs/AWSLogs/111122223333/CloudTrail/eu-central-1/2026/
  palisade preview --compare old/palisade.yaml palisade.yaml logs/
  palisade preview --plan plan.json --format markdown logs/
`;

const FORMATS = ["table", "json", "markdown"] as const;
const ENGINES = ["duckdb", "athena"] as const;

export function addPreview(program: Command, terminal: Terminal, exit: (status: ExitStatus) => void): void {
  const command = program
    .command("preview")
    .summary("say whom the configured perimeters would cut off, by recorded logs")
    .description("Says of recorded requests whom the configured perimeters would cut off, and what to allow them by.")
    .argument("[logs...]", "files, folders or s3://bucket/prefix; nothing asks the cache as it is")
    .option("-c, --config <file>", "configuration to use instead of palisade.yaml or $PALISADE_CONFIG")
    .option("--cache <folder>", "where converted logs are kept", ".palisade/cache")
    .option("-f, --format <format>", "table for people, json for programs, markdown for pull requests", "table")
    .option("--engine <engine>", "duckdb reads logs here, athena asks the tables of the hunting stack", "duckdb")
    .option("--compare <configs...>", "two configurations, old and new: who is newly cut off and newly allowed")
    .option("--plan <file>", "what terraform show -json wrote: what the plan changes, in words and for whom")
    .option("--enforce", "as if every perimeter were in force")
    .option("--last <days>", "only who had access in the last days of the logs counts for --fail-on cutoff")
    .option("--fail-on-cutoff", "another name for --fail-on cutoff")
    .addHelpText("after", EXAMPLES)
    .action(async (logs: string[], flags: PreviewFlags) => exit(await runPreview(logs, flags, terminal)));
  offerValues(command, () => ({ "--format": FORMATS, "--engine": ENGINES }));
  addGateOptions(
    command,
    REASONS,
    "a caller of the own account, a trusted one or a service would lose access by a perimeter in force",
  );
}

async function runPreview(paths: readonly string[], flags: PreviewFlags, terminal: Terminal): Promise<ExitStatus> {
  const format = oneOf("--format", flags.format, FORMATS);
  const engine = oneOf("--engine", flags.engine, ENGINES);
  const gate = parseGate({ ...flags, ...(flags.failOnCutoff && { failOn: flags.failOn ?? "cutoff" }) }, REASONS);
  const lastDays = flags.last === undefined ? undefined : parseDays(flags.last);
  const { compare, logs } = splitCompare(flags.compare, paths);
  if (compare && flags.plan !== undefined) {
    throw new UsageError("--compare and --plan both say what to compare with, expected one of them");
  }
  if (compare && flags.config !== undefined) {
    throw new UsageError("--compare takes the new configuration itself, expected no --config beside it");
  }
  const load = (file: string) => readConfig(file, terminal);
  const configured = compare ? load(compare.after) : findConfig(flags.config, terminal, load);
  if (configured === undefined) checkAssumable(flags, gate !== undefined, engine);
  let converted: ReturnType<typeof convertedLogs> | undefined;
  const convert = () => {
    converted ??= convertedLogs({ logs, cache: flags.cache, terminal });
    return converted;
  };
  const found = configured === undefined ? assumedConfig(await inventoryOf(await convert())) : { config: configured };
  const { config } = found;
  const assumed = "own" in found ? found : undefined;
  const settings = detectorSettings(config);
  const before = compare && detectorSettings(loadConfig(compare.before));
  const plan = flags.plan === undefined ? undefined : readPlan(flags.plan);
  const planned = plan && perimetersOfPlan(plan.changes, settings);
  if (plan && engine === "duckdb" && logs.length === 0 && !existsSync(flags.cache)) {
    for (const line of reviewReport([plan.review])) printLine(terminal.stdout, line);
    printLine(terminal.stderr, "in words only: no logs, and no cache of any, that say whom it concerns");
    const status = plan.review.gap === undefined ? EXIT.done : EXIT.partly;
    const nothing = { found: [], judged: 0, notJudged: notJudged(noCounts(), 0) };
    return worstStatus(status, gate ? closeGate(gate, nothing, terminal) : EXIT.done);
  }
  const buckets = bucketsOf(settings, ...(before ? [before] : []), ...(planned ? [planned.before, planned.after] : []));
  const { groups, origins, complaints } =
    engine === "athena"
      ? await askAthena(config, buckets, logs, lastDays, terminal)
      : await cachedGroups(await convert(), buckets);
  for (const complaint of complaints) printLine(terminal.stderr, complaint);
  if (assumed && assumed.buckets.length > 0) printAssumed(assumed, NO_POLICIES, terminal);
  const report = await composeReport({
    config,
    assumed,
    groups,
    origins,
    unread: complaints,
    buckets,
    enforce: flags.enforce === true,
    lastDays,
    compared: comparedOf(compare, before, settings),
    planned,
    plan: plan?.review,
  });
  for (const line of linesOf(report, format, terminal)) printLine(terminal.stdout, line);
  const isWhole = complaints.length === 0 && report.judged > 0 && plan?.review.gap === undefined;
  return worstStatus(isWhole ? EXIT.done : EXIT.partly, gate ? closeGate(gate, factsOf(report), terminal) : EXIT.done);
}

const NO_POLICIES =
  "an allowlist of yours, since none is configured: the answer is for a perimeter that allows no network";

/** What cannot be answered from logs alone. */
function checkAssumable({ plan }: PreviewFlags, hasGate: boolean, engine: (typeof ENGINES)[number]): void {
  const needs = hasGate ? "--fail-on" : plan === undefined ? engine === "athena" && "--engine athena" : "--plan";
  if (needs) throw configNeeded(needs);
}

/** As with those who lose access, of the undecided only those count whom a perimeter in force concerns. */
function factsOf({ losing, judged, notJudged: all, unclearInForce }: PreviewReport): GateFacts<"cutoff"> {
  return {
    found: losing.length > 0 ? ["cutoff"] : [],
    judged,
    notJudged: { ...all, undecided: unclearInForce.length },
  };
}

function linesOf(report: PreviewReport, format: (typeof FORMATS)[number], { stdout, env }: Terminal): Iterable<string> {
  if (format === "json") return [jsonReport(report)];
  return format === "markdown" ? markdownReport(report) : tableReport(report, screenOf(stdout, env));
}

/** Commander takes everything up to the next option for `--compare`; what follows the two configurations are logs. */
function splitCompare(values: readonly string[] | undefined, paths: readonly string[]) {
  if (values === undefined) return { compare: undefined, logs: paths };
  const [before, after, ...logs] = values;
  if (before === undefined || after === undefined) {
    throw new UsageError(
      `--compare: got one configuration, expected two, fix: ${commandName()} preview --compare OLD NEW LOGS`,
    );
  }
  return { compare: { before, after }, logs: [...logs, ...paths] };
}

function comparedOf(
  compare: { readonly before: string; readonly after: string } | undefined,
  before: ReturnType<typeof detectorSettings> | undefined,
  settings: ReturnType<typeof detectorSettings>,
): ReportInput["compared"] {
  if (!compare || !before) return undefined;
  return { before: { file: compare.before, settings: before }, after: { file: compare.after, settings } };
}

const ATHENA_DAYS = 30;

async function askAthena(
  config: PalisadeConfig,
  buckets: ReadonlySet<string>,
  logs: readonly string[],
  lastDays: number = ATHENA_DAYS,
  terminal: Terminal,
): Promise<FoundGroups> {
  if (logs.length > 0) throw new UsageError("--engine athena reads the trail's own logs, expected no files or folders");
  const now = Date.now();
  const days: Days = { since: dayOf(now - lastDays * DAY_MS), until: dayOf(now) };
  return athenaGroups(config, buckets, days, terminal);
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10).replaceAll("-", "/");
}

/** A plan that cannot be read must not look like one that changes nothing. */
function readPlan(file: string): PlanFile {
  const plan = readPlanFile(file);
  if (plan.review.problem !== undefined) throw new UsageError(`--plan ${file}: ${plan.review.problem}`);
  return plan;
}

function oneOf<T extends string>(option: string, value: string, expected: readonly T[]): T {
  const found = expected.find((one) => one === value);
  if (found !== undefined) return found;
  throw new UsageError(`${option}: got ${JSON.stringify(value)}, expected ${expected.join(" or ")}`);
}

function parseDays(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new UsageError(`--last: got ${JSON.stringify(text)}, expected a whole number of days from 1 to 9999`);
}
