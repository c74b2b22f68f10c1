import { existsSync } from "node:fs";
import type { Command } from "commander";
import { EXIT, type ExitStatus } from "../lib/exit-status";
import { printProse } from "../lib/layout/print-prose";
import { printLine, type Terminal } from "../lib/terminal";
import { UsageError } from "../lib/usage-error";
import { visibleText } from "../lib/visible-text";
import { askAtTerminal } from "./ask-at-terminal";
import type { ChoiceFlags } from "./choices";
import { parseYesOrNo } from "./parse-answers";
import type { Ask } from "./question";
import { nextLines, reportLines } from "./report-lines";
import { takePreset } from "./take-preset";

interface Flags extends ChoiceFlags {
  readonly output: string;
  readonly cache: string;
  readonly offline?: boolean;
  readonly yes?: boolean;
  readonly force?: boolean;
}

const EXAMPLES = `
With logs it reads them as preview does and proposes the networks of those who had access, as sure as the logs are; without any it asks
the account which buckets there are. With credentials of the account it keeps the policies that buckets have in policies/. What is not known
is said in the file. mode: observe denies nothing.

Examples:
  palisade init logs/
  palisade init --yes --email security@example.com AWSLogs/111122223333/CloudTrail/eu-central-1/2026/03
  palisade init --offline --yes --bucket customer-exports --output exports.yaml logs/
  palisade init
`;

export function addInit(program: Command, terminal: Terminal, exit: (status: ExitStatus) => void): void {
  program
    .command("init")
    .summary("write a first palisade.yaml from recorded logs, or from the account")
    .description("Writes a configuration that observes, from what recorded logs or the account say.")
    .argument("[logs...]", "files, folders or s3://bucket/prefix; nothing asks the account")
    .option("-o, --output <file>", "where to write it", "palisade.yaml")
    .option("--force", "replace files that exist")
    .option("-y, --yes", "ask nothing: take what is most likely")
    .option("--project <name>", "prefix of all names (default: palisade)")
    .option("--account <id>", "the account of the buckets (default: that of most records)")
    .option("--region <region>", "home region (default: that of most buckets)")
    .option("--bucket <name>", "a bucket to protect, once for each (default: all of the account's)", collect)
    .option("--email <address>", "who is notified, once for each", collect)
    .option("--network <cidr>", "a network to allow besides those of the logs, once for each", collect)
    .option("--offline", "ask AWS nothing: policies and trails stay unknown")
    .option("--cache <folder>", "where converted logs are kept", ".palisade/cache")
    .addHelpText("after", EXAMPLES)
    .action(async (logs: string[], flags: Flags) => exit(await runInit(logs, flags, terminal)));
}

async function runInit(logs: readonly string[], flags: Flags, terminal: Terminal): Promise<ExitStatus> {
  const { output, cache, force = false, offline = false, yes = false } = flags;
  if (logs.length === 0 && offline) {
    throw new UsageError("no logs, and --offline asks no account, fix: name logs, or leave out --offline");
  }
  if (existsSync(output) && !force && (yes || !terminal.stdin.isTTY)) {
    throw new UsageError(
      `${visibleText(output)} exists already, fix: --output with another name, or --force to replace it`,
    );
  }
  if (!yes && !terminal.stdin.isTTY) {
    throw new UsageError("no terminal to ask questions at, fix: --yes, and --help for what else there is to say");
  }
  // The SDK and the database take longer to load than most commands to run.
  const { makeDraft } = await import("./make-draft");
  const { readLogs } = await import("./read-logs");
  const { writeDraft } = await import("./write-draft");
  const ask = yes ? takePreset : askAtTerminal(terminal);
  const aws = offline ? undefined : (await import("@palisade/aws/aws")).createAws();
  try {
    if (existsSync(output) && !force) await askToReplace(output, ask);
    const read = logs.length === 0 ? undefined : await readLogs(logs, cache, terminal);
    for (const complaint of read?.complaints ?? []) printLine(terminal.stderr, complaint);
    if (read?.inventory.days.length === 0) {
      printLine(terminal.stderr, "Nothing is known: there was not one record to read, so nothing was written.");
      return EXIT.partly;
    }
    const usualRegion = aws && (await (await import("./usual-region")).usualRegion());
    const made = await makeDraft({ read, flags, ask, aws, usualRegion, now: Date.now() });
    const draft = writeDraft(made, { output, force });
    printProse(terminal, reportLines(draft, output));
    for (const line of nextLines({ output, logs })) printLine(terminal.stdout, line);
    return read === undefined || read.complaints.length === 0 ? EXIT.done : EXIT.partly;
  } finally {
    aws?.destroy();
  }
}

async function askToReplace(output: string, ask: Ask): Promise<void> {
  const isAgreed = await ask({
    prompt: `${visibleText(output)} exists. Replace it (yes or no)`,
    preset: "no",
    option: "--force",
    parse: parseYesOrNo,
  });
  if (!isAgreed) throw new UsageError(`${visibleText(output)} stays as it is, fix: --output with another name`);
}

/** A list as an option would take the logs behind it as well. */
function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
