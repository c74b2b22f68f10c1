import { createInterface } from "node:readline/promises";
import { Interrupted } from "../lib/interruption";
import { printLine, type Terminal } from "../lib/terminal";
import { visibleText } from "../lib/visible-text";
import type { Ask, Question } from "./question";

export interface Asking {
  readonly ask: Ask;
  readonly close: () => void;
}

/** Asks a person, each question until its answer can be read. Questions go to standard error, as all that is no result. */
export function askAtTerminal({ stdin, stderr }: Terminal): Asking {
  const reader = createInterface({ input: stdin, output: stderr });
  const stopped = new AbortController();
  const stop = () => stopped.abort(new Interrupted("stopped; nothing was written"));
  reader.on("SIGINT", stop);
  // Ctrl-D, or the end of what was piped in: no answer comes any more.
  reader.on("close", stop);
  const answerTo = async (text: string): Promise<string> => {
    try {
      return await reader.question(text, { signal: stopped.signal });
    } catch (error) {
      throw stopped.signal.aborted ? stopped.signal.reason : error;
    }
  };
  return {
    ask: async <T>({ prompt, before = [], preset, parse }: Question<T>): Promise<T> => {
      for (const line of before) printLine(stderr, visibleText(line));
      for (;;) {
        const typed = (await answerTo(`${prompt}${preset === undefined ? "" : ` [${visibleText(preset)}]`}: `)).trim();
        const answer = typed === "" ? preset : typed;
        const parsed = answer === undefined ? { problem: "an answer is needed" } : parse(answer);
        if ("value" in parsed) return parsed.value;
        printLine(stderr, `  ${visibleText(parsed.problem)}`);
      }
    },
    close: () => reader.close(),
  };
}
