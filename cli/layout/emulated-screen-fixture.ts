import { Unicode11Addon } from "@xterm/addon-unicode11";
import { Terminal } from "@xterm/headless";

export interface EmulatedScreen {
  /** The lines as a terminal shows them, without the spaces at their ends. */
  readonly lines: readonly string[];
  /** Those that the terminal broke itself, because they were longer than it is wide. */
  readonly broken: readonly string[];
  /** In which columns each line shows a character. */
  readonly columnsOf: (char: string) => readonly (readonly number[])[];
  /** Texts that are not in the usual colour and weight, in order. */
  readonly styled: readonly string[];
}

/** What a terminal shows of an output. */
export async function emulatedScreen(output: string, columns: number): Promise<EmulatedScreen> {
  const rows = output.split("\n").length * 2 + 1;
  const terminal = new Terminal({ cols: columns, rows, allowProposedApi: true, convertEol: true });
  terminal.loadAddon(new Unicode11Addon());
  terminal.unicode.activeVersion = "11";
  await new Promise<void>((resolve) => terminal.write(output, resolve));
  const buffer = Array.from({ length: rows }, (_, row) => terminal.buffer.active.getLine(row)).filter(
    (line) => line !== undefined,
  );
  const text = (line: (typeof buffer)[number]) => line.translateToString(true);
  const cells = buffer.map((line) => Array.from({ length: columns }, (_, column) => line.getCell(column)));
  const styled = cells.flatMap((row) => {
    const runs = row.map((cell) =>
      cell && !(cell.isAttributeDefault() || cell.getWidth() === 0) ? cell.getChars() : "\n",
    );
    return runs
      .join("")
      .split(/\n+/)
      .map((run) => run.trim());
  });
  return {
    lines: buffer.map(text),
    broken: buffer.filter(({ isWrapped }) => isWrapped).map(text),
    columnsOf: (char) => cells.map((row) => row.flatMap((cell, column) => (cell?.getChars() === char ? [column] : []))),
    styled: styled.filter((run) => run !== ""),
  };
}
