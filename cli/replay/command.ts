import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { compareSeverity, SEVERITIES, type Severity } from "@palisade/engine/severity";
import type { Command } from "commander";
import { configPath } from "../../config/config-path";
import { detectorSettings } from "../../config/derived/detector-settings";
import { offerValues } from "../completion/offered-values";
import { NO_ALLOWLIST, printAssumed } from "../lib/assumed/assumed-in-words";
import { configNeeded } from "../lib/assumed/config-needed";
import { findConfig } from "../lib/assumed/find-config";
import { commandName } from "../lib/command-name";
import { EXIT, type ExitStatus, worstStatus } from "../lib/exit-status";
import { addGateOptions, closeGate, type GateFlags, parseGate } from "../lib/gate";
import { STDIN_PATH } from "../lib/logs/find-inputs";
import { nothingToRead } from "../lib/logs/nothing-to-read";
import { someOf } from "../lib/not-judged/not-judged-lines";
import { scopeOf } from "../lib/not-judged/scope";
import { readConfig } from "../lib/read-config";
import { printLine, type Terminal } from "../lib/terminal";
import { UsageError } from "../lib/usage-error";
import type { ReplayAlert } from "./fold-alerts";
import { parseReplayOutput, printReplay, REPLAY_FORMATS } from "./print-replay";
import { createProgress } from "./progress";
import { replay } from "./replay";
import { createReplayEnrich } from "./replay-enrich";
import { subjectOf } from "./subject";

interface ReplayFlags {
  readonly config?: string;
  readonly format: string;
  readonly output?: string;
  readonly threads?: string;
}

type Flags = ReplayFlags & GateFlags;

const EXAMPLES = `
Reads CloudTrail files, records in whatever services and tools pass them on, findings and S3 server access logs, compressed or not, in
any mixture: docs/guides/reading-logs.md. What is not read is named.

Examples:
  palisade simulate ransomware-sse-c | palisade replay -
  palisade replay AWSLogs/111122223333/CloudTrail/eu-central-1/2025/03
  palisade replay access-logs/111122223333/eu-central-1/sensitive-data/2026/03
  palisade replay --format json logs/*.json.gz > alerts.jsonl
  palisade replay --format sarif --output alerts.sarif --fail-on high logs/
  aws s3 cp s3://my-trail-logs/one.json.gz - | palisade replay -
`;

export function addReplay(program: Command, terminal: Terminal, exit: (status: ExitStatus) => void): void {
  const command = program
    .command("replay")
    .summary("show the alerts that recorded events and access logs would have raised")
    .description(
      "Runs recorded CloudTrail events, findings and S3 server access logs through the deployed patterns and detections, and prints the alerts.",
    )
    .argument("[paths...]", "files or folders; - or nothing reads standard input")
    .option("-c, --config <file>", "configuration to use instead of palisade.yaml or $PALISADE_CONFIG")
    .option("-f, --format <format>", `${REPLAY_FORMATS.join(", ")}: docs/guides/replay.md`, "table")
    .option("-o, --output <file>", "file to write the answer to instead of standard output")
    .option("-t, --threads <count>", "how many threads read at the same time (default: one per core)")
    .addHelpText("after", EXAMPLES)
    .action(async (paths: string[], flags: Flags) => exit(await runReplay(paths, flags, terminal)));
  offerValues(command, () => ({ "--format": REPLAY_FORMATS }));
  addGateOptions(command, SEVERITIES, "an alert of that severity or a graver one");
}

async function runReplay(paths: readonly string[], flags: Flags, terminal: Terminal): Promise<ExitStatus> {
  const output = parseReplayOutput(flags);
  const threads = flags.threads === undefined ? availableParallelism() : parseThreads(flags.threads);
  const gate = parseGate(flags, SEVERITIES);
  const sources = sourcesOf(paths, terminal);
  const configured = findConfig(flags.config, terminal, (file) => readConfig(file, terminal));
  if (configured === undefined && gate) throw configNeeded("--fail-on");
  const { config, assumed, stdin, done } = await subjectOf(configured, sources, terminal);
  const settings = detectorSettings(config);
  const scope = scopeOf(config);
  const progress = createProgress(terminal);
  const workerScript = join(__dirname, "replay-worker.js");
  const result = await replay(sources, {
    settings,
    recipients: config,
    scope,
    enrich: createReplayEnrich(config.enrich),
    threads,
    stdin,
    workerScript: existsSync(workerScript) ? workerScript : undefined,
    onStart: progress.start,
  }).finally(() => {
    progress.stop();
    done();
  });
  const { summary, unreadable, judged, isAbout, notJudged } = result;
  if (summary.files === 0) {
    throw nothingToRead(
      unreadable.map((one) => `${one.path}: ${one.reason}`),
      WHAT_IS_READ,
    );
  }
  if (assumed && summary.read > 0) printAssumed(assumed, NO_ALLOWLIST, terminal);
  const question = { project: config.project, settings, scope, runbooks: config.alerts.runbooks, gate, assumed };
  await printReplay(result, question, output, terminal);
  if (!assumed && summary.read > 0 && summary.matched === 0 && notJudged["other-buckets"].records > 0) {
    // People often replay the records of other buckets than those that the configuration names.
    const names = settings.perimeters.flatMap(({ buckets }) => buckets);
    printLine(
      terminal.stderr,
      `No record matched the rules for ${someOf(names)} of ${configPath(flags.config, terminal.env)}. Other buckets: --config FILE`,
    );
  }
  const facts = { found: severitiesUpTo(result.alerts), judged, notJudged };
  const isWhole = unreadable.length === 0 && isAbout;
  return worstStatus(isWhole ? EXIT.done : EXIT.partly, gate ? closeGate(gate, facts, terminal) : EXIT.done);
}

const WHAT_IS_READ = "files or folders of CloudTrail records, findings or S3 server access logs";

/** An alert fails the gate of its own severity and of every milder one. */
function severitiesUpTo(alerts: readonly ReplayAlert[]): readonly Severity[] {
  return SEVERITIES.filter((severity) =>
    alerts.some(({ announcement }) => compareSeverity(announcement.severity, severity) >= 0),
  );
}

function parseThreads(text: string): number {
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
  throw new UsageError(`--threads: got ${JSON.stringify(text)}, expected a whole number from 1 to 999`);
}

function sourcesOf(paths: readonly string[], { stdin }: Terminal): readonly string[] {
  if (paths.length > 0) return [...new Set(paths)];
  if (!stdin.isTTY) return [STDIN_PATH];
  throw new UsageError(
    `no input, expected files, folders or records on standard input, fix: ${commandName()} replay FILE`,
  );
}
