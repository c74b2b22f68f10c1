import type { PalisadeConfig } from "../../config/config";
import { loadConfig } from "../../config/load-config";
import { printLine, type Terminal } from "./terminal";
import { visibleText } from "./visible-text";

/** As `loadConfig`; what looks wrong although it may be right is printed to stderr. */
export function readConfig(file: string, { stderr }: Pick<Terminal, "stderr">): PalisadeConfig {
  const config = loadConfig(file);
  for (const warning of config.warnings) {
    printLine(stderr, visibleText(`warning: ${warning}`, Number.POSITIVE_INFINITY));
  }
  return config;
}
