import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { ALL_DETECTIONS } from "@palisade/engine/detections/registry";
import { SEVERITIES } from "@palisade/engine/severity";
import type { Command } from "commander";
import { huntIds } from "../hunt/find-hunt";
import { createProgram, runPalisade } from "../program";

const SHELLS = ["bash", "zsh", "fish"] as const;

async function completion(shell: string) {
  const texts: string[] = [];
  const stream = Object.assign(
    new Writable({
      write: (chunk, _encoding, done) => {
        texts.push(String(chunk));
        done();
      },
    }),
    { isTTY: false },
  );
  const stdin = Object.assign(Readable.from([]), { isTTY: false });
  const status = await runPalisade(["completion", shell], { stdin, stdout: stream, stderr: stream, env: {} });
  return { status, text: texts.join("") };
}

function allCommands(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(allCommands)];
}

describe("palisade completion", () => {
  it.each(SHELLS)("knows every command, every option and its fixed values in %s", async (shell) => {
    const terminal = { stdin: Readable.from([]), stdout: new Writable(), stderr: new Writable(), env: {} };
    const commands = allCommands(createProgram(terminal, () => {}));
    const { status, text } = await completion(shell);
    expect(status).toBe(0);
    const words = new Set(text.split(/[\s'()"|]+/));
    const named = commands.slice(1).map((one) => one.name());
    const options = commands.flatMap((one) => one.options.map(({ long = "" }) => long));
    const flags = shell === "fish" ? options.map((long) => long.slice(2)) : options;
    const values = [...SEVERITIES, ...ALL_DETECTIONS.map(({ id }) => id), ...huntIds(), "sarif", "perimeter-probe"];
    expect([...named, ...flags, ...values].filter((word) => !words.has(word))).toEqual([]);
  });

  it("refuses another shell", async () => {
    expect(await completion("tcsh")).toEqual({
      status: 2,
      text: 'palisade: shell: got "tcsh", expected bash, zsh, fish\n',
    });
  });

  describe("in bash", () => {
    const folder = mkdtempSync(join(tmpdir(), "palisade-completion-"));
    afterAll(() => rmSync(folder, { recursive: true }));

    /** What bash offers for the last word of each line. */
    const offered = async (lines: readonly (readonly string[])[]): Promise<readonly string[]> => {
      const script = join(folder, "palisade.bash");
      writeFileSync(script, (await completion("bash")).text);
      const asked = lines.map(
        (words) =>
          `COMP_WORDS=(palisade ${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length}; COMPREPLY=(); _palisade; echo "\${COMPREPLY[*]}"`,
      );
      const { stdout, stderr } = spawnSync("bash", ["--norc", "-c", [`source ${script}`, ...asked].join("\n")], {
        encoding: "utf8",
      });
      expect(stderr).toBe("");
      return stdout.trimEnd().split("\n");
    };

    it("offers commands, their options, and values where they are fixed", async () => {
      const answers = await offered([
        ["ini"],
        ["hunt", "l"],
        ["hunt", "sql", "--q"],
        ["replay", "--config", "hunt", "--fail-on", "c"],
        ["preview", "-f", ""],
        ["route", "hi"],
        ["route", "high", "--detection", "s3.policy-made-p"],
        ["simulate", "perimeter-"],
        ["completion", ""],
        ["config", ""],
      ]);
      expect(answers).toEqual([
        "init",
        "list",
        "--query",
        "critical",
        "table json markdown",
        "high",
        "s3.policy-made-public",
        "perimeter-probe",
        "bash zsh fish",
        "check help",
      ]);
    });

    it("leaves files to bash where nothing is fixed", async () => {
      expect(
        await offered([["replay", "logs"], ["preview", "--cache", ""], ["detections", "test", ""], ["x"]]),
      ).toEqual([""]);
    });

    it("takes no argument for a command that has the name of one", async () => {
      expect(await offered([["replay", "hunt", "--th"]])).toEqual(["--threads"]);
    });
  });
});
