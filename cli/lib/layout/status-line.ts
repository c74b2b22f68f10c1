import { canRedraw, type Terminal } from "../terminal";
import { unitsWithin } from "./display-width";

/** A line that is written over while something goes on. */
export interface StatusLine {
  readonly show: (text: string) => void;
  readonly clear: () => void;
}

export const CLEAR_LINE = "\r\u001b[K";
const USUAL_COLUMNS = 80;

/** On standard error of a terminal that can redraw, and nowhere else. It hides no cursor, so that a run that is killed leaves none hidden. */
export function createStatusLine({ stderr, env }: Pick<Terminal, "stderr" | "env">): StatusLine {
  if (!canRedraw(stderr, env)) return { show: () => {}, clear: () => {} };
  let isShown = false;
  return {
    show: (text) => {
      // A longer one would take two lines, of which only the last is cleared.
      const fits = text.slice(0, unitsWithin(text, (stderr.columns || USUAL_COLUMNS) - 1));
      stderr.write(CLEAR_LINE + fits);
      isShown = true;
    },
    clear: () => {
      if (isShown) stderr.write(CLEAR_LINE);
      isShown = false;
    },
  };
}
