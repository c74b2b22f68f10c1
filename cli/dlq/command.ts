import { setTimeout as sleep } from "node:timers/promises";
import type { Command } from "commander";
import type { PalisadeConfig } from "../../config/config";
import { configPath } from "../../config/config-path";
import { offerValues, TABLE_OR_JSON } from "../completion/offered-values";
import { counted } from "../lib/counted";
import { EXIT, type ExitStatus, worstStatus } from "../lib/exit-status";
import { createProgressBar } from "../lib/layout/progress-bar";
import { readConfig } from "../lib/read-config";
import { printLine, screenOf, type Terminal } from "../lib/terminal";
import { UsageError } from "../lib/usage-error";
import { visibleJson, visibleText } from "../lib/visible-text";
import type { DeadLetterQueue } from "./dead-letter-queues";
import { deadLetterTable } from "./dead-letter-table";
import { type QueueAnswer, queueFields, whyUnseen } from "./queue-answer";

interface DlqFlags {
  readonly config?: string;
  readonly format: string;
  readonly limit: string;
  readonly yes?: boolean;
}

const EXAMPLES = `
A dead letter is an event that no one was alerted about: EventBridge could not deliver it, or the detector failed at it again
and again; an access log that could not be read; or an alert that a channel did not take. Mend the cause first (palisade doctor), then redrive. What was counted before is
not counted twice, and what a channel took before is not sent to it twice. They are kept for 14 days.

Examples:
  palisade dlq list
  palisade dlq list --format json
  palisade dlq redrive --yes
`;

const CONFIG = ["-c, --config <file>", "configuration to use instead of palisade.yaml or $PALISADE_CONFIG"] as const;
const MOST = 1000;

export function addDlq(program: Command, terminal: Terminal, exit: (status: ExitStatus) => void): void {
  const dlq = program
    .command("dlq")
    .summary("list the events and alerts that reached no one, and send them through again")
    .description(
      "Works on the dead-letter queues: of events in every region of the configuration, of alerts for every channel.",
    )
    .addHelpText("after", EXAMPLES);
  const list = dlq
    .command("list")
    .description(
      "Shows the dead letters: which event or alert, for whom, since when, and why. They stay where they are.",
    )
    .option(...CONFIG)
    .option("-f, --format <format>", "table for people, json for programs", "table")
    .option("-l, --limit <count>", "how many of each queue to show", "100")
    .action(async (flags: DlqFlags) => exit(await runList(flags, terminal)));
  offerValues(list, () => ({ "--format": TABLE_OR_JSON }));
  dlq
    .command("redrive")
    .description("Sends dead events through the detector again, and dead alerts to their channel.")
    .option(...CONFIG)
    .option("-y, --yes", "really do it")
    .action(async (flags: DlqFlags) => exit(await runRedrive(flags, terminal)));
}

async function runList(flags: DlqFlags, terminal: Terminal): Promise<ExitStatus> {
  const { format, limit } = flags;
  if (format !== "table" && format !== "json") {
    throw new UsageError(`--format: got ${JSON.stringify(format)}, expected table or json`);
  }
  const config = readConfig(configPath(flags.config, terminal.env), terminal);
  const answers = await listAll(config, parseLimit(limit));
  const lines =
    format === "json"
      ? [visibleJson(answers.map(queueFields))]
      : deadLetterTable(answers, screenOf(terminal.stdout, terminal.env));
  for (const line of lines) printLine(terminal.stdout, line);
  return reportUnseen(answers, terminal) ? EXIT.partly : EXIT.done;
}

function parseLimit(text: string): number {
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= MOST) return limit;
  throw new UsageError(`--limit: got ${JSON.stringify(text)}, expected 1 to ${MOST}`);
}

async function listAll(config: PalisadeConfig, most: number): Promise<readonly QueueAnswer[]> {
  // The SDK takes longer to load than most commands to run.
  const { createAws } = await import("@palisade/aws/aws");
  const { deadLetterQueues } = await import("./dead-letter-queues");
  const { listDeadLetters } = await import("./list-dead-letters");
  const aws = createAws();
  try {
    return await Promise.all(
      deadLetterQueues(config).map(async (queue) => ({ queue, answer: await listDeadLetters(aws, queue, most) })),
    );
  } finally {
    aws.destroy();
  }
}

/** Whether there is a queue that could not be looked at. */
function reportUnseen(answers: readonly QueueAnswer[], { stderr }: Pick<Terminal, "stderr">): boolean {
  const unseen = answers.flatMap((one) => whyUnseen(one) ?? []);
  for (const line of unseen) printLine(stderr, visibleText(line));
  return unseen.length > 0;
}

async function runRedrive(flags: DlqFlags, terminal: Terminal): Promise<ExitStatus> {
  const { stdout, stderr } = terminal;
  const config = readConfig(configPath(flags.config, terminal.env), terminal);
  const { createAws } = await import("@palisade/aws/aws");
  const { deadLetterQueues } = await import("./dead-letter-queues");
  const { redrive } = await import("./redrive");
  const { readQueue } = await import("../doctor/queue-attributes");
  const aws = createAws();
  const bar = createProgressBar(terminal);
  const statuses: ExitStatus[] = [];
  try {
    for (const from of deadLetterQueues(config)) {
      const { name, region, queue } = from;
      const { place, what } = inWords(from);
      const answer = await readQueue(aws, region, name);
      if (answer.kind !== "found") {
        reportUnseen([{ queue: from, answer }], terminal);
        statuses.push(EXIT.partly);
        continue;
      }
      const waiting = Number(answer.value.attributes["ApproximateNumberOfMessages"] ?? 0);
      if (waiting === 0) {
        printLine(stdout, `${place}: no dead letters`);
        continue;
      }
      if (!flags.yes) {
        printLine(
          stdout,
          `${place}: would send ${counted(waiting, what)} of ${name} to ${queue} again; do it with --yes`,
        );
        statuses.push(EXIT.usage);
        continue;
      }
      const deps = {
        aws,
        home: config.region,
        sleep,
        onProgress: (moved: number, of: number) => bar.update(moved, Math.max(of, moved)),
      };
      const result = await redrive(deps, from).finally(bar.clear);
      printLine(stdout, `${place}: ${counted(result.count, what)} sent to ${queue} again`);
      if (result.kind === "moved") continue;
      printLine(stderr, `${place}: ${visibleText(result.why)}; the others are where they were`);
      statuses.push(EXIT.partly);
    }
  } finally {
    aws.destroy();
  }
  return worstStatus(...statuses);
}

/** A region has one queue of events; those of access logs and of all channels are in the same. */
function inWords({ region, queue, channel, logQueue }: DeadLetterQueue): { place: string; what: string } {
  if (channel !== undefined) return { place: `channel ${channel}`, what: "alert" };
  return queue === logQueue ? { place: "access logs", what: "access log" } : { place: region, what: "event" };
}
