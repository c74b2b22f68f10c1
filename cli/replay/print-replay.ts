import { NO_ALLOWLIST } from "../lib/assumed/assumed-in-words";
import { counted } from "../lib/counted";
import { mostNamed } from "../lib/logs/most-named";
import { checkOutputFile, writeOutputFile } from "../lib/reports/output-file";
import { NO_SCREEN, printLine, screenOf, type Terminal } from "../lib/terminal";
import { UsageError } from "../lib/usage-error";
import { visibleText } from "../lib/visible-text";
import { jsonReport } from "./json-report";
import type { Replay } from "./replay";
import type { ReplayQuestion } from "./replay-question";
import { summaryInWords } from "./summary-in-words";
import { tableReport } from "./table-report";

export const REPLAY_FORMATS = ["table", "json", "ocsf", "sarif", "junit", "html"] as const;

type ReplayFormat = (typeof REPLAY_FORMATS)[number];

/** How the answer is written, and where to. */
export interface ReplayOutput {
  readonly format: ReplayFormat;
  /** Standard output unless said. */
  readonly file: string | undefined;
}

export function parseReplayOutput({
  format,
  output,
}: {
  readonly format: string;
  readonly output?: string;
}): ReplayOutput {
  const known = REPLAY_FORMATS.find((one) => one === format);
  if (known === undefined) {
    throw new UsageError(`--format: got ${JSON.stringify(format)}, expected ${REPLAY_FORMATS.join(", ")}`);
  }
  if (output !== undefined) checkOutputFile(output);
  return { format: known, file: output };
}

export async function printReplay(
  result: Replay,
  question: ReplayQuestion,
  output: ReplayOutput,
  terminal: Terminal,
): Promise<void> {
  const { stdout, stderr, env } = terminal;
  const { format, file } = output;
  const lines = await linesOf(result, question, format, file === undefined ? screenOf(stdout, env) : NO_SCREEN);
  if (file === undefined) for (const line of lines) printLine(stdout, line);
  else {
    writeOutputFile(file, Array.from(lines, (line) => `${line}\n`).join(""));
    printLine(stderr, `wrote ${counted(result.alerts.length, "alert")} to ${visibleText(file)}`);
  }
  const unreadable = result.unreadable.map(({ path, reason, count }) => {
    const times = count === 1 ? "" : ` (${counted(count, "time")})`;
    return `${visibleText(path)}: ${visibleText(reason)}${times}`;
  });
  for (const line of mostNamed(unreadable)) printLine(stderr, line);
  if (format === "table" && file === undefined) return;
  for (const { reason, count } of result.skippedBecause) printLine(stderr, `skipped ${count}: ${visibleText(reason)}`);
  // A report for a program, or in a file: standard error says what it does not cover.
  if (format !== "json")
    for (const line of [summaryInWords(result.summary), ...result.unjudged]) printLine(stderr, line);
}

function withoutAllowlist(result: Replay): Replay {
  return { ...result, unjudged: [...result.unjudged, `Not judged: ${NO_ALLOWLIST}.`] };
}

/** Most formats bring a library, which takes longer to load than a small log to judge. */
async function linesOf(
  result: Replay,
  question: ReplayQuestion,
  format: ReplayFormat,
  screen: ReturnType<typeof screenOf>,
): Promise<Iterable<string>> {
  switch (format) {
    case "table":
      // Beside the sentence on standard error: a table that looks calm may be all that is kept.
      return tableReport(question.assumed ? withoutAllowlist(result) : result, screen);
    case "json":
      return jsonReport(result, question.assumed);
    case "ocsf":
      return (await import("./ocsf-report")).ocsfReport(result, question.project);
    case "sarif":
      return [(await import("./sarif-report")).sarifReport(result, question)];
    case "junit":
      return [(await import("./junit-report")).junitReport(result, question).trimEnd()];
    case "html":
      return [(await import("./html-report")).htmlReport(result, question, Date.now()).trimEnd()];
  }
}
