import { parseAccessLogLine } from "@palisade/engine/events/access-log/parse-line";
import type { DeliveredEvent } from "@palisade/engine/events/event";
import { PLAIN_TEXT, readEvents } from "@palisade/engine/events/read-events";
import { isEnvelope } from "@palisade/engine/events/unwrap-envelope";
import { wrap } from "@palisade/engine/events/wrap";
import type { Command } from "commander";
import { EXIT, type ExitStatus } from "../lib/exit-status";
import { openInput } from "../lib/logs/open-input";
import { readText } from "../lib/logs/read-text";
import { readableCause } from "../lib/logs/readable-cause";
import { RecordReader } from "../lib/logs/record-reader";
import { printLine, type Terminal } from "../lib/terminal";
import { visibleJson, visibleText } from "../lib/visible-text";

const EXAMPLES = `
One record is printed over several lines, as the sandbox takes it; several are printed one a line.

Examples:
  palisade wrap record.json
  palisade wrap - < record.json
`;

export function addWrap(program: Command, terminal: Terminal, exit: (status: ExitStatus) => void): void {
  program
    .command("wrap")
    .summary("print a raw CloudTrail record as the event that EventBridge delivers")
    .description(
      "Prints CloudTrail records in the EventBridge envelope, which is what the EventBridge sandbox accepts.",
    )
    .argument("<file>", "file with a record, or with several; - reads standard input")
    .addHelpText("after", EXAMPLES)
    .action(async (file: string) => exit(await runWrap(file, terminal)));
}

async function runWrap(file: string, { stdin, stdout, stderr }: Terminal): Promise<ExitStatus> {
  const problems: string[] = [];
  let first: unknown;
  let count = 0;
  const onUnread = (reason: string) => problems.push(reason);
  const print = (envelope: object) => {
    count++;
    if (count === 1) first = envelope;
    if (count === 2) printLine(stdout, visibleJson(first));
    if (count >= 2) printLine(stdout, visibleJson(envelope));
  };
  const reader = new RecordReader({
    value: (value) => {
      for (const found of readEvents(value)) {
        if (found.kind === "events") for (const event of found.events) print(envelopeOf(found.value, event));
        else problems.push(found.kind === "text" ? PLAIN_TEXT : found.reason);
      }
    },
    unreadable: onUnread,
    line: (text) => {
      const isLine = parseAccessLogLine(text).kind === "event";
      if (isLine) problems.push("a line of an access log, which EventBridge never delivers");
      return isLine;
    },
  });
  const source = await openInput(file, stdin);
  try {
    for await (const chunk of readText(source, { onUnread })) reader.push(chunk);
    reader.end();
  } catch (error) {
    reader.end(readableCause(error));
  }
  if (count === 1) printLine(stdout, visibleJson(first, 2));
  if (count === 0 && problems.length === 0) problems.push("no record");
  for (const problem of new Set(problems)) printLine(stderr, `${visibleText(file)}: ${visibleText(problem)}`);
  return problems.length > 0 ? EXIT.partly : EXIT.done;
}

function envelopeOf(value: unknown, event: DeliveredEvent): object {
  if (isEnvelope(value)) return value;
  return event.kind === "call" ? wrap(event.record) : event.envelope;
}
