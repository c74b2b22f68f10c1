import { runPalisade } from "../../program";
import { fitHelp } from "./fit-help";

const HELP = `Usage: palisade replay [options] [paths...]

Options:
  -t, --threads <count>  how many threads read at the same time

Reads CloudTrail files, records in whatever services and tools pass them
on, and findings.

Examples:
  palisade replay --config examples/ip-blocker/palisade.yaml examples/ip-blocker/recordings`;

it("breaks paragraphs and explanations between words, and no example", () => {
  expect(fitHelp(HELP, 50)).toBe(`Usage: palisade replay [options] [paths...]

Options:
  -t, --threads <count>  how many threads read at
                         the same time

Reads CloudTrail files, records in whatever
services and tools pass them on, and findings.

Examples:
  palisade replay --config examples/ip-blocker/palisade.yaml examples/ip-blocker/recordings`);
});

it("leaves lines as they are where there is no terminal", () => {
  expect(fitHelp(HELP, undefined)).toBe(HELP);
});

const COMMANDS = ["replay", "preview", "hunt", "hunt sql", "dlq", "doctor", "simulate", "receive", "route", "cost"];

it.each(COMMANDS.flatMap((command) => [60, 80, 120].map((columns) => [command, columns] as const)))(
  "the help of %s fits %d columns, but for examples and synopses",
  async (command, columns) => {
    let out = "";
    const stdout = {
      isTTY: true,
      columns,
      write: (text: string) => {
        out += text;
        return true;
      },
    };
    const terminal = { stdin: process.stdin, stdout, stderr: { write: () => true }, env: {} };
    expect(await runPalisade([...command.split(" "), "--help"], terminal as never)).toBe(0);
    const isCopied = (line: string) => /^ {2,}(?:palisade|aws|PALISADE_|\S+$)/.test(line);
    expect(out.split("\n").filter((line) => line.length > columns && !isCopied(line))).toEqual([]);
    expect(out).not.toContain("\n\n\n");
  },
);

it("a fault is broken between words on a terminal", async () => {
  let err = "";
  const stderr = {
    isTTY: true,
    columns: 40,
    write: (text: string) => {
      err += text;
      return true;
    },
  };
  const terminal = { stdin: { isTTY: true }, stdout: { write: () => true }, stderr, env: {} };
  expect(await runPalisade(["replay"], terminal as never)).toBe(2);
  expect(err).toBe(
    "palisade: no input, expected files,\nfolders or records on standard input,\nfix: npx palisade replay FILE\n",
  );
});
