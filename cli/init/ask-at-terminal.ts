import { createInterface } from "node:readline/promises";
import { Interrupted } from "../lib/interruption";
import { printLine, type Terminal } from "../lib/terminal";
import { visibleText } from "../lib/visible-text";
import type { Ask, Question } from "./question";

/** Asks a person, each question until its answer can be read. Questions go to standard error, as all that is no result. */
export function askAtTerminal({ stdin, stderr }: Terminal): Ask {
  return async <T>({ prompt, hint, before = [], preset, parse }: Question<T>): Promise<T> => {
    for (const line of before) printLine(stderr, visibleText(line));
    const how = hint === undefined ? "" : ` (${hint})`;
    const text = `${prompt}${how}${preset === undefined ? "" : ` [${visibleText(preset)}]`}: `;
    for (;;) {
      const typed = await lineFrom({ stdin, stderr }, text);
      const answer = typed === "" ? preset : typed;
      const parsed = answer === undefined ? { problem: "an answer is needed" } : parse(answer);
      if ("value" in parsed) return parsed.value;
      printLine(stderr, `  ${visibleText(parsed.problem)}`);
    }
  };
}

/** Listens to the terminal for one line only: between questions Ctrl-C stops what is at work. */
async function lineFrom({ stdin, stderr }: Pick<Terminal, "stdin" | "stderr">, text: string): Promise<string> {
  const reader = createInterface({ input: stdin, output: stderr });
  const stopped = new AbortController();
  const stop = () => stopped.abort(new Interrupted("stopped; nothing was written"));
  reader.on("SIGINT", stop);
  // Ctrl-D, or the end of what was piped in: no answer comes any more.
  reader.on("close", stop);
  try {
    return (await reader.question(text, { signal: stopped.signal })).trim();
  } catch (error) {
    throw stopped.signal.aborted ? stopped.signal.reason : error;
  } finally {
    reader.close();
  }
}
