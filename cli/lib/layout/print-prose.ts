import { printLine, proseWidth, screenOf, type Terminal } from "../terminal";
import { fitProse, type Paragraph } from "./paragraph";

/** Prints sentences on standard output, on a terminal broken between words. */
export function printProse({ stdout, env }: Pick<Terminal, "stdout" | "env">, paragraphs: readonly Paragraph[]): void {
  for (const line of fitProse(paragraphs, proseWidth(screenOf(stdout, env)))) printLine(stdout, line);
}
