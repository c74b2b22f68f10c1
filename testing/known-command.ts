import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { Readable, Writable } from "node:stream";
import { createProgram } from "../cli/program";
import manifest from "../package.json";

type Command = ReturnType<typeof createProgram>;

const ROOT = path.join(__dirname, "..");
const main = readFileSync(path.join(ROOT, "main.ts"), "utf8");
const STACKS = new Set([...main.matchAll(/new \w+Stack\(app, "(\w+)"/g)].map(([, name]) => name));

/** The options that the docs may use of each command of the AWS CLI; its own reference has them all. */
const AWS: Readonly<Record<string, readonly string[]>> = {
  "iam attach-role-policy": ["role-name", "policy-arn"],
  "kms cancel-key-deletion": ["key-id"],
  "lambda invoke": ["function-name", "cli-binary-format", "payload"],
  "organizations list-accounts": [],
  "s3 cp": [],
  "s3 sync": ["delete"],
  "s3api create-bucket": ["bucket", "region", "create-bucket-configuration"],
  "s3api delete-bucket": ["bucket"],
  "s3api delete-bucket-policy": ["bucket"],
  "s3api delete-public-access-block": ["bucket"],
  "s3api get-bucket-policy": ["bucket", "query", "output"],
  "s3api get-object": ["bucket", "key"],
  "s3api put-bucket-policy": ["bucket", "policy"],
  "secretsmanager create-secret": ["name", "secret-string"],
  "sns list-subscriptions-by-topic": ["topic-arn"],
  "sns subscribe": ["topic-arn", "protocol", "notification-endpoint"],
  "sqs get-queue-url": ["queue-name", "query", "output"],
  "sqs purge-queue": ["queue-url"],
  "sqs send-message": ["queue-url", "message-body"],
  "ssm put-parameter": ["type", "name", "value"],
  "sts assume-root": ["target-principal", "task-policy-arn", "duration-seconds"],
};

/** Of Terraform's commands, those that the docs use, with their options. */
const TERRAFORM: Readonly<Record<string, readonly string[]>> = {
  init: [],
  plan: ["-out"],
  show: ["-json"],
  output: ["-raw"],
  "state list": [],
  "state rm": [],
};

/** Of npm's own commands, those that the docs use besides scripts. */
const NPM = new Set(["ci", "install", "pack", "pkg"]);

/** Programs of every shell and system. */
const TOOLS = new Set("$EDITOR cat curl cut date docker echo export git grep head node openssl printf read".split(" "));

/** Why a documented call cannot be right; undefined where it can. */
export async function whyUnknown(words: readonly string[]): Promise<string | undefined> {
  const [program = "", ...args] = words;
  if (/^\w+=/.test(program)) return args.length === 0 ? undefined : whyUnknown(args);
  switch (program) {
    case "npx":
      if (args[0] === "palisade") return whyNotPalisade(args.slice(1));
      return args[0] === "cdktf" ? whyNotCdktf(args.slice(1)) : whyNotInstalled(args);
    // As it is called where it is installed.
    case "palisade":
      return whyNotPalisade(args);
    case "npm":
      return whyNotNpm(args);
    case "node":
      return args[0] === "-e" ? undefined : missingFile(args);
    case "terraform":
      return whyNotTerraform(args);
    case "aws":
      return whyNotAws(args);
    case "xargs":
      return whyUnknown(args);
    default:
      return TOOLS.has(program) ? undefined : `${program} is no program that the docs use`;
  }
}

/** The names of the command's own commands, with those within them: `config check`. */
export function palisadeCommands(): ReadonlySet<string> {
  const namesOf = (command: Command, prefix = ""): readonly string[] =>
    command.commands.flatMap((one) => [prefix + one.name(), ...namesOf(one, `${prefix}${one.name()} `)]);
  return new Set(namesOf(createProgram(nowhere([]), () => {})));
}

/** As text that names a command without all that it takes mentions it. */
export async function whyNoMention(words: readonly string[]): Promise<string | undefined> {
  const why = await whyUnknown(words);
  return why !== undefined && IS_INCOMPLETE.test(why) ? undefined : why;
}

const IS_INCOMPLETE = /^(?:error: (?:missing required argument|required option)|Usage: )/;

async function whyNotPalisade(args: readonly string[]): Promise<string | undefined> {
  const said: string[] = [];
  const program = createProgram(nowhere(said), () => {});
  disarm(program);
  try {
    await program.parseAsync(args, { from: "user" });
    return undefined;
  } catch (error) {
    const isHelp = error instanceof Error && "exitCode" in error && error.exitCode === 0;
    return isHelp ? undefined : said.join("").trim() || String(error);
  }
}

/** Parses as ever, and does nothing. */
function disarm(command: Command): void {
  if (command.commands.length === 0 || command.registeredArguments.length > 0) command.action(() => {});
  for (const one of command.commands) disarm(one);
}

function nowhere(said: string[]) {
  const stream = () =>
    new Writable({
      write(chunk, _encoding, done) {
        said.push(String(chunk));
        done();
      },
    });
  return { stdin: Readable.from([]), stdout: stream(), stderr: stream(), env: {} };
}

/** A development tool, on files that are there. */
function whyNotInstalled([tool = "", ...args]: readonly string[]): string | undefined {
  if (!existsSync(path.join(ROOT, "node_modules/.bin", tool))) return `npx ${tool} would run what is not installed`;
  return missingFile(args);
}

/** Of arguments that are paths from the repository's root. */
function missingFile(args: readonly string[]): string | undefined {
  const missing = args.find((arg) => arg.includes("/") && !existsSync(path.join(ROOT, arg)));
  return missing && `there is no ${missing}`;
}

function whyNotCdktf([command = "", stack = "", ...rest]: readonly string[]): string | undefined {
  if (command === "synth" && stack === "") return undefined;
  if (!["deploy", "destroy"].includes(command) || rest.length > 0)
    return `cdktf ${command} is not one that the docs use`;
  return STACKS.has(stack) ? undefined : `main.ts has no stack ${stack}`;
}

function whyNotNpm([command = "", script = command]: readonly string[]): string | undefined {
  if (NPM.has(command)) return undefined;
  return ["run", "start", "test"].includes(command) && script in manifest.scripts
    ? undefined
    : `package.json has no script ${script}`;
}

function whyNotTerraform([folder = "", ...args]: readonly string[]): string | undefined {
  const [, stack] = /^-chdir=cdktf\.out\/stacks\/(\w+)$/.exec(folder) ?? [];
  if (!STACKS.has(stack)) return `terraform in ${folder}, expected -chdir=cdktf.out/stacks/STACK`;
  const command = Object.keys(TERRAFORM).find((one) => `${args.join(" ")} `.startsWith(`${one} `));
  if (command === undefined) return `terraform ${args[0]} is not one that the docs use`;
  return unknownOption(args, TERRAFORM[command] ?? []);
}

function whyNotAws([service = "", command = "", ...args]: readonly string[]): string | undefined {
  const options = AWS[`${service} ${command}`];
  if (options === undefined) return `aws ${service} ${command} is not one that the docs use`;
  return unknownOption(
    args.filter((arg) => arg !== "-"),
    options.map((option) => `--${option}`),
  );
}

function unknownOption(args: readonly string[], options: readonly string[]): string | undefined {
  const unknown = args.find((arg) => arg.startsWith("-") && !options.includes(arg.split("=")[0] ?? ""));
  return unknown && `the docs do not use the option ${unknown} elsewhere`;
}
