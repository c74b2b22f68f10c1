import type { Readable, Writable } from "node:stream";
import { createColors } from "picocolors";

type Colors = ReturnType<typeof createColors>;

/** The streams and the environment of one run of the command; tests bring their own. */
export interface Terminal {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean };
  readonly stderr: Writable & { readonly isTTY?: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
}

export function printLine(stream: Writable, line: string): void {
  stream.write(`${line}\n`);
}

/** Colours for a person at a terminal who did not ask for none. */
export function colorsFor(stream: Terminal["stdout"], env: Terminal["env"]): Colors {
  return createColors(stream.isTTY === true && !env["NO_COLOR"] && env["TERM"] !== "dumb");
}
