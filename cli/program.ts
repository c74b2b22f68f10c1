import { Command, CommanderError } from "commander";
import { ConfigError } from "../config/config-error";
import { redact } from "../config/redact";
import { addConfigCheck } from "./commands/config-check";
import { addCost } from "./commands/cost";
import { addDetections } from "./commands/detections";
import { addDlq } from "./commands/dlq";
import { addDoctor } from "./commands/doctor";
import { addHunt } from "./commands/hunt";
import { addPolicy } from "./commands/policy";
import { addPreview } from "./commands/preview";
import { addReceive } from "./commands/receive";
import { addReplay } from "./commands/replay";
import { addReview } from "./commands/review";
import { addRoute } from "./commands/route";
import { addSimulate } from "./commands/simulate";
import { addWrap } from "./commands/wrap";
import { EXIT, EXIT_STATUS_HELP, type ExitStatus } from "./exit-status";
import { Interrupted } from "./interruption";
import { fitHelp } from "./layout/fit-help";
import { fitProse } from "./layout/paragraph";
import manifest from "./package.json";
import { printLine, proseWidth, screenOf, type Terminal } from "./terminal";
import { UsageError } from "./usage-error";
import { visibleText } from "./visible-text";

/** Where there is no terminal. */
const USUAL_HELP = 80;

const EXAMPLES = `
Examples:
  palisade config check
  palisade policy my-bucket
  palisade detections
  palisade replay --config examples/ip-blocker/palisade.yaml examples/ip-blocker/recordings
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
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(fitHelp(text, screenOf(terminal.stdout, terminal.env).columns)),
      getOutHelpWidth: () => screenOf(terminal.stdout, terminal.env).columns ?? USUAL_HELP,
      // It quotes options and arguments.
      writeErr: (text) => terminal.stderr.write(redact(text)),
    });
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
    const told = redact(error instanceof Error ? (error.stack ?? error.message) : String(error));
    for (const line of `palisade: internal error: ${told}`.split("\n")) {
      printLine(stderr, visibleText(line, Number.POSITIVE_INFINITY));
    }
    return EXIT.internal;
  }
  return EXIT.usage;
}
