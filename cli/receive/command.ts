import type { Command } from "commander";
import { readRegionName } from "../../config/fields/regions";
import { readTextFile } from "../../config/yaml/read-text-file";
import { EXIT, type ExitStatus } from "../lib/exit-status";
import { printLine, type Terminal } from "../lib/terminal";
import { UsageError } from "../lib/usage-error";
import { visibleText } from "../lib/visible-text";

interface ReceiveFlags {
  readonly host: string;
  readonly port: string;
  readonly secretFile?: string;
  readonly topic: readonly string[];
  readonly keep: string;
  readonly allowHost: readonly string[];
}

const SECRET = "PALISADE_WEBHOOK_SECRET";
const MOST_KEPT = 10_000;
const SHORTEST_SECRET = 8;
const TOPIC = /^arn:aws(-cn|-us-gov)?:sns:[a-z0-9-]{1,32}:\d{12}:[A-Za-z0-9_-]{1,256}$/;
const HOST_NAME = /^[a-z0-9.-]{1,253}$/i;

const EXAMPLES = `
Takes at POST /webhook what the channel \`webhook\` sends, signed with the secret of ${SECRET} or --secret-file, and at
POST /sns what the topics of --topic deliver over HTTPS, whose subscription it confirms. Shows both at / and as JSON at /alerts.
No one signs in to read alerts: they are shown under localhost and the names of --allow-host only.

Examples:
  ${SECRET}=... palisade receive
  palisade receive --secret-file secret.txt --port 9000
  palisade receive --topic arn:aws:sns:eu-central-1:111122223333:palisade-alerts
`;

export function addReceive(program: Command, terminal: Terminal, exit: (status: ExitStatus) => void): void {
  program
    .command("receive")
    .summary("receive alerts by webhook or SNS on this machine, and show them in the browser")
    .description(
      "Runs a local web server to develop against: it checks, keeps and shows the alerts that are sent to it.",
    )
    .option("--host <address>", "address to listen at", "127.0.0.1")
    .option("-p, --port <port>", "port to listen at; 0 chooses a free one", "8787")
    .option("--secret-file <file>", `file with the webhook's secret, instead of $${SECRET}`)
    .option("-t, --topic <arn...>", "topics whose SNS deliveries are taken", [])
    .option("-k, --keep <count>", "how many alerts to keep in memory", "500")
    .option("--allow-host <name...>", "names besides localhost under which alerts may be read", [])
    .addHelpText("after", EXAMPLES)
    .action(async (flags: ReceiveFlags) => exit(await runReceive(flags, terminal)));
}

async function runReceive(flags: ReceiveFlags, { stdout, stderr, env }: Terminal): Promise<ExitStatus> {
  const secret = secretOf(flags.secretFile, env);
  const topics = matching(
    "--topic",
    flags.topic,
    TOPIC,
    "an ARN such as arn:aws:sns:eu-central-1:111122223333:palisade-alerts",
  );
  for (const topic of topics) checkRegion(topic);
  if (secret === undefined && topics.length === 0) {
    throw new UsageError(`nothing could be received, expected ${SECRET}, --secret-file or --topic`);
  }
  const port = wholeNumber("--port", flags.port, { least: 0, most: 65_535 });
  const keep = wholeNumber("--keep", flags.keep, { least: 1, most: MOST_KEPT });
  const allowedHosts = matching("--allow-host", flags.allowHost, HOST_NAME, "a name or an IPv4 address without a port");
  // Its web server takes longer to load than most commands to run.
  const { download } = await import("./download");
  const { startReceiver } = await import("./receiver");
  const stopped = stopSignal();
  const receiver = await startReceiver(
    { host: flags.host, port },
    {
      secret,
      topics,
      keep,
      allowedHosts: allowedHosts.map((name) => name.toLowerCase()),
      download,
      now: Date.now,
      say: (line) => printLine(stdout, `${clock()} ${visibleText(line)}`),
      complain: (line) => printLine(stderr, `${clock()} ${visibleText(line)}`),
    },
  );
  printLine(stdout, `Open ${receiver.url}/ in a browser; stop with Ctrl-C.`);
  if (secret !== undefined) printLine(stdout, `Webhooks: POST ${receiver.url}/webhook`);
  for (const topic of topics) printLine(stdout, `SNS:      POST ${receiver.url}/sns, topic ${topic}`);
  const signal = await stopped;
  printLine(stdout, "Stopping.");
  await receiver.stop();
  return signal === "SIGINT" ? EXIT.interrupted : EXIT.done;
}

/** Of any other region no delivery could be verified, and all would be refused. */
function checkRegion(topic: string): void {
  const [, partition, , region = ""] = topic.split(":");
  const read = readRegionName(region);
  if (read.kind === "known" && read.partition === partition) return;
  const meant = "nearest" in read && read.nearest !== undefined ? ` such as ${read.nearest}` : "";
  throw new UsageError(
    `--topic: got region ${JSON.stringify(region)} in partition ${JSON.stringify(partition)}, expected a region of that partition${meant}`,
  );
}

/** The first asks to stop, a second ends the process as it always does. */
function stopSignal(): Promise<"SIGINT" | "SIGTERM"> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve(signal));
  });
}

function clock(): string {
  return new Date().toISOString().slice(11, 19);
}

/** No message ever says the secret. */
function secretOf(file: string | undefined, env: Terminal["env"]): string | undefined {
  const [from, secret] = file === undefined ? [SECRET, env[SECRET]] : ["--secret-file", secretIn(file)];
  if (secret === undefined || (file === undefined && secret === "")) return undefined;
  if (secret.length >= SHORTEST_SECRET) return secret;
  throw new UsageError(`${from}: got ${secret.length} characters, expected at least ${SHORTEST_SECRET}`);
}

function secretIn(file: string): string {
  try {
    return readTextFile(file).replace(/\r?\n$/, "");
  } catch (error) {
    throw new UsageError(`--secret-file: ${visibleText(file)} ${(error as Error).message}`);
  }
}

function matching(flag: string, texts: readonly string[], pattern: RegExp, expected: string): readonly string[] {
  const wrong = texts.find((text) => !pattern.test(text));
  if (wrong === undefined) return texts;
  throw new UsageError(`${flag}: got ${JSON.stringify(wrong)}, expected ${expected}`);
}

function wholeNumber(
  flag: string,
  text: string,
  { least, most }: { readonly least: number; readonly most: number },
): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new UsageError(`${flag}: got ${JSON.stringify(text)}, expected a whole number from ${least} to ${most}`);
}
