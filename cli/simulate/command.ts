import { setImmediate as turn } from "node:timers/promises";
import type { Command } from "commander";
import { loadConfig } from "../../config/load-config";
import { nearest } from "../../config/yaml/nearest";
import { offerValues } from "../completion/offered-values";
import { findConfig } from "../lib/assumed/find-config";
import { SAMPLE, sampleConfig } from "../lib/assumed/sample-config";
import { commandName } from "../lib/command-name";
import { EXIT, type ExitStatus } from "../lib/exit-status";
import { printLine, type Terminal } from "../lib/terminal";
import { UsageError } from "../lib/usage-error";
import { createRandom } from "./random";
import type { Scenario } from "./scenario";
import { SCENARIOS } from "./scenarios";
import { simulate } from "./simulate";
import { stageOf } from "./stage";

interface SimulateFlags {
  readonly config?: string;
  readonly seed: string;
  readonly background: string;
  readonly start: string;
}

const EXAMPLES = `
Scenarios:
${SCENARIOS.map(({ id, story }) => `  ${id.padEnd(18)} ${story}`).join("\n")}
  ${"all".padEnd(18)} all of them within one hour

The same seed gives the same records. They name the first protected bucket of the configuration, without one a sample's.

Examples:
  palisade simulate ransomware-sse-c | palisade replay -
  palisade simulate all --background 5000 --seed 7 > hour.jsonl
`;

const SAMPLE_NOTE = `No palisade.yaml here, so the records are of sample account ${SAMPLE.account} and its bucket ${SAMPLE.bucket} in ${SAMPLE.region}.`;

/** All are held in memory, to be put in order of time. */
const MOST_BACKGROUND = 500_000;
/** So many lines are printed before Ctrl-C is listened to again. */
const LINES_AT_ONCE = 1000;

export function addSimulate(program: Command, terminal: Terminal, exit: (status: ExitStatus) => void): void {
  const command = program
    .command("simulate")
    .summary("print the CloudTrail records that an attack would leave behind")
    .description("Prints the records of an attack amid those of an ordinary hour, one JSON object a line.")
    .argument("<scenario>", "one of those below, or all")
    .option("-c, --config <file>", "configuration to use instead of palisade.yaml or $PALISADE_CONFIG")
    .option("-s, --seed <number>", "what chance begins with", "1")
    .option("-b, --background <count>", "how many records of ordinary work to mix in", "200")
    .option("--start <time>", "time of the first record, ISO 8601 in UTC", "2026-11-20T08:00:00Z")
    .addHelpText("after", EXAMPLES)
    .action(async (id: string, flags: SimulateFlags) => exit(await runSimulate(id, flags, terminal)));
  offerValues(command, () => ({ scenario: [...SCENARIOS.map(({ id }) => id), "all"] }));
}

async function runSimulate(id: string, flags: SimulateFlags, terminal: Terminal): Promise<ExitStatus> {
  const { stdout, stderr } = terminal;
  const scenarios = scenariosOf(id);
  const backgroundCount = wholeNumber("--background", flags.background, MOST_BACKGROUND);
  const random = createRandom(wholeNumber("--seed", flags.seed, 2 ** 32 - 1));
  const start = timeOf(flags.start);
  const config = findConfig(flags.config, terminal, loadConfig);
  if (config === undefined) printLine(stderr, SAMPLE_NOTE);
  const stage = stageOf(config ?? sampleConfig(), { start, random });
  for (const [index, record] of (await simulate(scenarios, stage, backgroundCount)).entries()) {
    printLine(stdout, JSON.stringify(record));
    if (index % LINES_AT_ONCE === 0) await turn();
  }
  return EXIT.done;
}

function scenariosOf(id: string): readonly Scenario[] {
  if (id === "all") return SCENARIOS;
  const scenario = SCENARIOS.find((candidate) => candidate.id === id);
  if (scenario) return [scenario];
  const ids = [...SCENARIOS.map((candidate) => candidate.id), "all"];
  const guess = nearest(id, ids);
  const fix = guess === undefined ? "" : `, fix: ${commandName()} simulate ${guess}`;
  throw new UsageError(`no such scenario, got ${JSON.stringify(id)}, expected ${ids.join(", ")}${fix}`);
}

function wholeNumber(flag: string, text: string, most: number): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (value <= most) return value;
  throw new UsageError(`${flag}: got ${JSON.stringify(text)}, expected a whole number from 0 to ${most}`);
}

function timeOf(text: string): number {
  const time = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(time)) return time;
  throw new UsageError(`--start: got ${JSON.stringify(text)}, expected a time such as 2026-11-20T08:00:00Z`);
}
