import { Command, CommanderError } from "commander";
import { ConfigError } from "../config/yaml/config-error";
import { redact } from "../config/yaml/redact";
import { addCompletion } from "./completion/command";
import { addConfigCheck } from "./config/command";
import { addCost } from "./cost/command";
import { addDetections } from "./detections/command";
import { addDlq } from "./dlq/command";
import { addDoctor } from "./doctor/command";
import { addHunt } from "./hunt/command";
import { addInit } from "./init/command";
import { EXIT, EXIT_STATUS_HELP, type ExitStatus } from "./lib/exit-status";
import { Interrupted } from "./lib/interruption";
import { fitHelp } from "./lib/layout/fit-help";
import { fitProse } from "./lib/layout/paragraph";
import { printLine, proseWidth, screenOf, type Terminal } from "./lib/terminal";
import { UsageError } from "./lib/usage-error";
import { visibleText } from "./lib/visible-text";
import manifest from "./package.json";
import { addPolicy } from "./policy/command";
import { addPreview } from "./preview/command";
import { addReceive } from "./receive/command";
import { addReplay } from "./replay/command";
import { addReview } from "./review/command";
import { addRoute } from "./route/command";
import { addSimulate } from "./simulate/command";
import { addWrap } from "./wrap/command";

/** Where there is no terminal. */
const USUAL_HELP = 80;

const EXAMPLES = `
Examples:
  palisade config check
  palisade policy my-bucket
  palisade detections
  palisade simulate ransomware-sse-c | palisade replay -
`;

/** Runs one command line, without the program's own name, and says with which status to exit. Never throws. */
export async function runPalisade(args: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  let status: ExitStatus = EXIT.done;
  const exit = (value: ExitStatus) => {
    status = value;
  };
  try {
    await createProgram(terminal, exit).parseAsync(args, { from: "user" });
    return status;
  } catch (error) {
    return report(error, terminal);
  }
}

/** All commands; `exit` gets the status with which the one that runs ends. */
export function createProgram(terminal: Terminal, exit: (status: ExitStatus) => void): Command {
  const program = new Command("palisade")
    .description("Keeps strangers out of S3 buckets and tells people when they try.")
    .version(manifest.version)
    .addHelpText("after", EXAMPLES)
    .showHelpAfterError("(--help lists what there is)")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(fitHelp(text, screenOf(terminal.stdout, terminal.env).columns)),
      getOutHelpWidth: () => screenOf(terminal.stdout, terminal.env).columns ?? USUAL_HELP,
      // It quotes options and arguments.
      writeErr: (text) => terminal.stderr.write(redact(text)),
    });
  addInit(program, terminal, exit);
  addReplay(program, terminal, exit);
  addPreview(program, terminal, exit);
  addPolicy(program, terminal, exit);
  addConfigCheck(program, terminal, exit);
  addRoute(program, terminal, exit);
  addDetections(program, terminal, exit);
  addWrap(program, terminal, exit);
  addReview(program, terminal, exit);
  addSimulate(program, terminal, exit);
  addCost(program, terminal, exit);
  addDoctor(program, terminal, exit);
  addDlq(program, terminal, exit);
  addReceive(program, terminal, exit);
  addHunt(program, terminal, exit);
  addCompletion(program, terminal, exit);
  for (const command of withSubcommands(program)) command.addHelpText("after", EXIT_STATUS_HELP);
  return program;
}

function withSubcommands(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

function report(error: unknown, { stderr, env }: Terminal): ExitStatus {
  const say = (line: string) => {
    const text = visibleText(line, Number.POSITIVE_INFINITY);
    for (const fitted of fitProse([text], proseWidth(screenOf(stderr, env)))) printLine(stderr, fitted);
  };
  // Commander has printed its own message already, or the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (error instanceof ConfigError) {
    // A file that the configuration names may hold anything.
    for (const problem of error.problems) say(problem);
  } else if (error instanceof Interrupted) {
    printLine(stderr, `palisade: ${error.message}`);
    return EXIT.interrupted;
  } else if (error instanceof UsageError) {
    for (const line of `palisade: ${redact(error.message)}`.split("\n")) say(line);
  } else {
    const text = redact(error instanceof Error ? (error.stack ?? error.message) : String(error));
    for (const line of `palisade: internal error: ${text}`.split("\n")) {
      printLine(stderr, visibleText(line, Number.POSITIVE_INFINITY));
    }
    return EXIT.internal;
  }
  return EXIT.usage;
}
