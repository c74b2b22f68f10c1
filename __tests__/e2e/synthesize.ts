import { join } from "node:path";
import { runProgram } from "./run-program";

export const PROJECT_ROOT = join(__dirname, "../..");

export interface SynthesizeOptions {
  /** Path of a palisade.yaml. */
  readonly config: string;
  /** Becomes what `cdktf.out` is to a user: the stacks lie in `stacks/`. */
  readonly outdir: string;
}

/** Synthesizes a configuration as `cdktf synth` does, without Terraform; returns what it printed. */
export async function synthesize({ config, outdir }: SynthesizeOptions): Promise<string> {
  const env = { PATH: process.env["PATH"] ?? "", PALISADE_CONFIG: config, CDKTF_OUTDIR: outdir };
  return (await runProgram(process.execPath, ["tools/build/app.mjs"], { cwd: PROJECT_ROOT, env })).output;
}
