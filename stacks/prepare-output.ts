import { existsSync, mkdirSync, readdirSync } from "node:fs";
import path from "node:path";
import type { PalisadeConfig } from "../config/config";
import { ConfigError } from "../config/yaml/config-error";

/**
 * Makes the folder that the folder of synthesized stacks is to lie in, and returns what to know of it. Local state files are there: where they
 * lie here instead, Terraform would find none and make everything once more, so that is a ConfigError.
 */
export function prepareOutput(
  folder: string,
  here: string,
  config: Pick<PalisadeConfig, "project" | "account" | "state">,
): readonly string[] {
  const around = path.dirname(path.resolve(here, folder));
  if (around === path.resolve(here)) return [];
  const lost = localStates(here, config).filter((name) => !existsSync(path.join(around, name)));
  if (lost.length > 0) {
    throw new ConfigError([
      `${folder}: Terraform would look for the state files in ${around} and make everything once more, got ${lost.join(", ")} in ${here}, expected a folder beside cdktf.out, fix: --output cdktf.out.NAME, or CDKTF_OUTPUT=cdktf.out.NAME (CDKTF_OUTDIR for npm start); or move the state files to ${around}`,
    ]);
  }
  mkdirSync(around, { recursive: true });
  const files = `${config.project}-${config.account}-${config.state ? "state" : "*"}.tfstate`;
  return [`${folder}: Terraform keeps the state files ${files} in ${around}; keep them, and always use this folder`];
}

/** With remote state only that of the state's own bucket. */
function localStates(
  here: string,
  { project, account, state }: Pick<PalisadeConfig, "project" | "account" | "state">,
): readonly string[] {
  const start = `${project}-${account}-${state ? "state." : ""}`;
  return readdirSync(here).filter((name) => name.startsWith(start) && name.endsWith(".tfstate"));
}
