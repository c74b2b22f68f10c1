import type { Outcome } from "./run-program";
import { runProgram } from "./run-program";

export interface TerraformOptions {
  readonly terraform: string;
  /** Folder of one stack. */
  readonly stack: string;
  readonly env: Readonly<Record<string, string>>;
}

export type Planned = { readonly changes: "none" | "some"; readonly output: string };

/** Terraform's commands for one stack, as a user would type them; each throws with the output when it fails. */
export class Terraform {
  private readonly options: TerraformOptions;

  constructor(options: TerraformOptions) {
    this.options = options;
  }

  /** The same stack, run by someone else. */
  as(env: Readonly<Record<string, string>>): Terraform {
    return new Terraform({ ...this.options, env });
  }

  init(): Promise<Outcome> {
    return this.run("init");
  }

  validate(): Promise<Outcome> {
    return this.run("validate");
  }

  async plan(): Promise<Planned> {
    const { exitCode, output } = await this.run("plan", ["-detailed-exitcode", "-input=false"], [0, 2]);
    return { changes: exitCode === 0 ? "none" : "some", output };
  }

  /** What a plan that must fail says. */
  async refusedPlan(): Promise<string> {
    const { output } = await this.run("plan", ["-input=false", "-lock-timeout=0s"], [1]);
    // Terraform frames errors and breaks their lines.
    return output.replace(/[\s│╷╵]+/g, " ");
  }

  apply(): Promise<Outcome> {
    return this.run("apply", ["-auto-approve", "-input=false"]);
  }

  destroy(): Promise<Outcome> {
    return this.run("destroy", ["-auto-approve", "-input=false"]);
  }

  async refusedDestroy(): Promise<string> {
    const { output } = await this.run("destroy", ["-auto-approve", "-input=false"], [1]);
    return output.replace(/[\s│╷╵]+/g, " ");
  }

  private run(command: string, args: readonly string[] = [], expected: readonly number[] = [0]): Promise<Outcome> {
    const { terraform, stack, env } = this.options;
    return runProgram(terraform, [command, "-no-color", ...args], { cwd: stack, env, expected });
  }
}
