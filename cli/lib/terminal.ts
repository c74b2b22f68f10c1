import type { Readable, Writable } from "node:stream";
import { createColors } from "picocolors";

type Colors = ReturnType<typeof createColors>;

/** The streams and the environment of one run of the command; tests bring their own. */
export interface Terminal {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** `columns` is how wide a terminal is; some say 0. */
type Output = Writable & { readonly isTTY?: boolean; readonly columns?: number };

export function printLine(stream: Writable, line: string): void {
  stream.write(`${line}\n`);
}

/** How reports for a person are laid out. */
export interface Screen {
  readonly colors: Colors;
  /** How wide the terminal is; undefined where there is none. */
  readonly columns: number | undefined;
}

export function screenOf(stream: Output, env: Terminal["env"]): Screen {
  return { colors: colorsFor(stream, env), columns: (stream.isTTY && stream.columns) || undefined };
}

/** What is written to a file. */
export const NO_SCREEN: Screen = { colors: createColors(false), columns: undefined };

const USUAL_TABLE = 100;
/** A narrower screen breaks lines itself. */
const NARROWEST = 20;

export function tableWidth({ columns = USUAL_TABLE }: Screen): number {
  return Math.max(columns, NARROWEST);
}

/** Without a terminal a sentence stays on one line, for programs that look for it. */
export function proseWidth({ columns = Number.POSITIVE_INFINITY }: Screen): number {
  return Math.max(columns, NARROWEST);
}

/** Colours for a person at a terminal who did not ask for none, and for those who force them. */
export function colorsFor(stream: Output, env: Terminal["env"]): Colors {
  const { NO_COLOR: none = "", FORCE_COLOR: forced = "" } = env;
  if (none !== "" || /^(?:0|false)$/i.test(forced)) return createColors(false);
  return createColors(forced !== "" || canRedraw(stream, env));
}

/** Whether a line that was written can be written over: a bar needs that. */
export function canRedraw({ isTTY }: Output, { TERM }: Terminal["env"]): boolean {
  return isTTY === true && TERM !== "dumb";
}
