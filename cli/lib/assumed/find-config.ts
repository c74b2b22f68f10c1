import { lstatSync } from "node:fs";
import type { PalisadeConfig } from "../../../config/config";
import { configPath } from "../../../config/config-path";
import type { Terminal } from "../terminal";

/** Undefined where no configuration was named and there is no palisade.yaml; one that was named must be there. */
export function findConfig(
  option: string | undefined,
  { env }: Pick<Terminal, "env">,
  load: (path: string) => PalisadeConfig,
): PalisadeConfig | undefined {
  const path = configPath(option, env);
  const isNamed = path === option || path === env["PALISADE_CONFIG"];
  // A link that leads nowhere was meant to be one.
  if (!isNamed && lstatSync(path, { throwIfNoEntry: false }) === undefined) return undefined;
  return load(path);
}
