import { spawn } from "node:child_process";

export interface Outcome {
  readonly exitCode: number;
  /** What went to stdout and stderr, in the order in which it came. */
  readonly output: string;
}

export interface ProgramOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Exit codes that are no error. @default [0] */
  readonly expected?: readonly number[];
}

/** Runs a program to its end; throws with its output when it ends otherwise than expected. */
export function runProgram(
  program: string,
  args: readonly string[],
  { cwd, env, expected = [0] }: ProgramOptions,
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const add = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on("data", add);
    child.stderr.on("data", add);
    child.once("error", reject);
    child.once("close", (code) => {
      const exitCode = code ?? -1;
      if (expected.includes(exitCode)) resolve({ exitCode, output });
      else reject(new Error(`${[program, ...args].join(" ")} ended with ${exitCode}:\n${output.slice(-6000)}`));
    });
  });
}
