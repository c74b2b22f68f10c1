import { execFileSync } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable, Writable } from "node:stream";
import { runPalisade } from "../cli/program";
import { type ShellCall, shellCalls } from "./shell-lines";

const ROOT = path.join(__dirname, "..");
const BUCKET = "example-sensitive-data";

export interface Ran {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/**
 * A folder in which the commands of a page run one after the other, on a copy of the example configuration and made-up logs. The names are
 * those that the docs use for what a reader has: LOGS, AWSLogs, record.json. Palisade runs in this process, other programs by bash.
 */
export class DocsSandbox {
  private folder = "";
  private readonly env: Record<string, string> = { PATH: process.env["PATH"] ?? "" };

  /** What to run first, to have logs. */
  async fill(): Promise<void> {
    this.folder = mkdtempSync(path.join(tmpdir(), "palisade-docs-"));
    const file = (name: string) => path.join(this.folder, name);
    const config = readFileSync(path.join(ROOT, "palisade.yaml"), "utf8").replace(
      "    # existingPolicy: policies/",
      "    existingPolicy: policies/",
    );
    for (const name of ["palisade.yaml", "prod.yaml", "OLD.yaml"]) writeFileSync(file(name), config);
    writeFileSync(file("NEW.yaml"), config.replace("203.0.113.0/24", "203.0.113.0/25"));
    mkdirSync(file("policies"));
    const statement = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: `arn:aws:s3:::${BUCKET}/*` };
    writeFileSync(
      file(`policies/${BUCKET}.json`),
      JSON.stringify({ Version: "2012-10-17", Statement: [{ Sid: "Kept", ...statement }] }),
    );
    writeFileSync(file("plan.json"), JSON.stringify({ format_version: "1.2", resource_changes: [] }));
    symlinkSync(path.join(ROOT, "examples"), file("examples"));
    const { out } = await this.palisade(["simulate", "all"], "");
    writeFileSync(file("record.json"), out.split("\n")[0] ?? "");
    for (const folder of ["LOGS", "AWSLogs/111122223333/CloudTrail", "logs"]) {
      mkdirSync(file(folder), { recursive: true });
      writeFileSync(file(`${folder}/hour.jsonl`), out);
    }
  }

  /** A file that a command wrote. */
  read(name: string): string {
    return readFileSync(path.join(this.folder, name), "utf8");
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  /** A line of calls to Palisade, or of other programs alone. */
  async run(line: string): Promise<Ran> {
    if (!line.includes("npx palisade")) return this.bash(line);
    let ran: Ran = { status: 0, out: "", err: "" };
    for (const call of shellCalls(line, (inner) => this.bash(inner).out.trim())) {
      ran = await this.call(call, call.isPiped ? ran.out : "");
    }
    return ran;
  }

  private async call({ words: [, , ...args], output }: ShellCall, stdin: string): Promise<Ran> {
    const ran = await this.palisade(
      args.map((arg) => (arg === "BUCKET" ? BUCKET : arg)),
      stdin,
    );
    if (output === undefined) return ran;
    const write = output.appends ? appendFileSync : writeFileSync;
    write(path.join(this.folder, output.file), ran.out);
    return { ...ran, out: "" };
  }

  private bash(line: string): Ran {
    const exported = /^export (.*)$/.exec(line)?.[1];
    if (exported === undefined) {
      return {
        status: 0,
        out: execFileSync("bash", ["--norc", "-euc", line], { cwd: this.folder, env: this.env, encoding: "utf8" }),
        err: "",
      };
    }
    for (const word of shellCalls(exported)[0]?.words ?? []) {
      const [name = "", value = ""] = word.split("=");
      this.env[name] = value;
    }
    return { status: 0, out: "", err: "" };
  }

  private async palisade(args: readonly string[], stdin: string): Promise<Ran> {
    const [out, err]: [string[], string[]] = [[], []];
    const into = (texts: string[]) =>
      new Writable({
        write(chunk, _encoding, done) {
          texts.push(String(chunk));
          done();
        },
      });
    const before = process.cwd();
    process.chdir(this.folder);
    try {
      const terminal = {
        stdin: Readable.from([Buffer.from(stdin)]),
        stdout: into(out),
        stderr: into(err),
        env: this.env,
      };
      return { status: await runPalisade(args, terminal), out: out.join(""), err: err.join("") };
    } finally {
      process.chdir(before);
    }
  }
}
