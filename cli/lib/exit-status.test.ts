import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import type { Command } from "commander";
import { createProgram, runPalisade } from "../program";
import { EXIT, EXIT_MEANING, EXIT_STATUS_HELP, worstStatus } from "./exit-status";

async function helpOf(path: readonly string[]): Promise<string> {
  const out: string[] = [];
  const into = new Writable({
    write(chunk, _encoding, done) {
      out.push(String(chunk));
      done();
    },
  });
  const status = await runPalisade([...path, "--help"], {
    stdin: Readable.from([]),
    stdout: into,
    stderr: into,
    env: {},
  });
  expect(status).toBe(EXIT.done);
  return out.join("");
}

function pathsOf(command: Command, path: readonly string[] = []): readonly (readonly string[])[] {
  return [path, ...command.commands.flatMap((one) => pathsOf(one, [...path, one.name()]))];
}

const nowhere = { stdin: Readable.from([]), stdout: new Writable(), stderr: new Writable(), env: {} };
const COMMANDS = pathsOf(createProgram(nowhere, () => {}));

describe("exit status", () => {
  it("is documented in the words of the program", () => {
    const page = readFileSync(join(__dirname, "../../docs/exit-status.md"), "utf8").replace(/ +/g, " ");
    for (const [name, status] of Object.entries(EXIT)) {
      expect(page).toContain(`| ${status} | ${EXIT_MEANING[name as keyof typeof EXIT]} |`);
    }
  });

  it("is found for every command", () => {
    expect(COMMANDS.length).toBeGreaterThan(15);
  });

  it.each(COMMANDS.map((path) => [path.join(" ") || "palisade", path] as const))(
    "is said once in the help of %s, the same for all",
    async (_name, path) => {
      const help = await helpOf(path);
      expect(help).toContain(EXIT_STATUS_HELP);
      expect(help.split("Exit status")).toHaveLength(2);
    },
  );

  it("is the worst of several: a failed gate beats a partial answer, wrong usage both", () => {
    expect(worstStatus()).toBe(EXIT.done);
    expect(worstStatus(EXIT.partly, EXIT.done)).toBe(EXIT.partly);
    expect(worstStatus(EXIT.gate, EXIT.partly)).toBe(EXIT.gate);
    expect(worstStatus(EXIT.usage, EXIT.gate)).toBe(EXIT.usage);
  });
});
