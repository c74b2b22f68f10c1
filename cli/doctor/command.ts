import type { Command } from "commander";
import { configPath } from "../../config/config-path";
import { offerValues, TABLE_OR_JSON } from "../completion/offered-values";
import { EXIT, type ExitStatus } from "../lib/exit-status";
import { readConfig } from "../lib/read-config";
import { checkOutputFile, writeOutputFile } from "../lib/reports/output-file";
import { sdkNodeNote } from "../lib/sdk-node-warning";
import { NO_SCREEN, printLine, screenOf, type Terminal } from "../lib/terminal";
import { UsageError } from "../lib/usage-error";
import type { ReportedLine } from "./doctor-report";

interface DoctorFlags {
  readonly config?: string;
  readonly format: string;
  readonly output?: string;
  readonly sendTest?: boolean;
  readonly testChannels?: boolean;
  readonly wait: string;
}

const EXAMPLES = `
Without --send-test and --test-channels it only reads, and no secret. It needs credentials of the configured account, as aws
and terraform take them, and looks at what palisade.yaml describes, in every region of it. --send-test puts a made-up refusal
into the queue of events: people get an alert that begins with TEST. --test-channels reads the channels' secrets and sends each
channel a message that begins with TEST: PagerDuty notifies as it does for mild events, and it is resolved at once.

Examples:
  palisade doctor
  palisade doctor --format json
  palisade doctor --test-channels
  palisade doctor --send-test --wait 300
`;

const LONGEST_WAIT = 3600;

export function addDoctor(program: Command, terminal: Terminal, exit: (status: ExitStatus) => void): void {
  const command = program
    .command("doctor")
    .summary("look at the deployed chain, stage by stage, and say what mends it")
    .description("Looks at everything that an event passes on its way from S3 to the people who are told.")
    .option("-c, --config <file>", "configuration to use instead of palisade.yaml or $PALISADE_CONFIG")
    .option("-f, --format <format>", "table for people, json for programs, junit for CI", "table")
    .option("-o, --output <file>", "file to write the answer to instead of standard output")
    .option("--send-test", "then send a test event through the chain, and wait for it at each stage")
    .option("--test-channels", "then send each channel a test message, straight to its vendor")
    .option("--wait <seconds>", "how long to wait for the test at each stage", "180")
    .addHelpText("after", EXAMPLES)
    .action(async (flags: DoctorFlags) => exit(await run(flags, terminal)));
  offerValues(command, () => ({ "--format": TABLE_OR_JSON }));
}

async function run(flags: DoctorFlags, terminal: Terminal): Promise<ExitStatus> {
  const { format, output } = flags;
  if (format !== "table" && format !== "json" && format !== "junit") {
    throw new UsageError(`--format: got ${JSON.stringify(format)}, expected table, json or junit`);
  }
  if (output !== undefined) checkOutputFile(output);
  const options = {
    sendTest: flags.sendTest === true,
    testChannels: flags.testChannels === true,
    patienceSeconds: parseSeconds(flags.wait),
  };
  const config = readConfig(configPath(flags.config, terminal.env), terminal);
  const note = sdkNodeNote(process.version);
  if (note !== undefined && format === "table") printLine(terminal.stderr, note);
  // The SDK takes longer to load than most commands to run.
  const { runDoctor } = await import("./doctor");
  const { doctorJson, doctorSentence, doctorTable, tally } = await import("./doctor-report");
  const { doctorJUnit } = await import("./doctor-junit");
  const diagnosis = await runDoctor(config, options, terminal);
  const screen = output === undefined ? screenOf(terminal.stdout, terminal.env) : NO_SCREEN;
  const report = (lines: readonly ReportedLine[], table: () => readonly string[]) => {
    const shown = format === "json" ? [doctorJson(lines)] : format === "junit" ? [doctorJUnit(lines)] : table();
    if (output === undefined) for (const line of shown) printLine(terminal.stdout, line);
    else writeOutputFile(output, shown.map((line) => `${line}\n`).join(""));
  };
  if (diagnosis.kind === "hindered") {
    const { line, status } = diagnosis;
    report([line], () => doctorSentence(line, screen));
    return status;
  }
  const { lines } = diagnosis;
  report(lines, () => doctorTable(lines, screen));
  const { failed, unknown } = tally(lines);
  if (failed > 0) return EXIT.gate;
  return unknown > 0 ? EXIT.partly : EXIT.done;
}

function parseSeconds(text: string): number {
  const seconds = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (seconds >= 1 && seconds <= LONGEST_WAIT) return seconds;
  throw new UsageError(`--wait: got ${JSON.stringify(text)}, expected 1 to ${LONGEST_WAIT} seconds`);
}
