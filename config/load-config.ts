import path from "node:path";
import type { PalisadeConfig } from "./config";
import { resolve } from "./resolve";
import { fileSchema } from "./sections/registry";
import { ConfigError } from "./yaml/config-error";
import { Faults } from "./yaml/faults";
import { readTextFile } from "./yaml/read-text-file";
import { redact } from "./yaml/redact";
import { checkShape } from "./yaml/shape";
import { YamlSource } from "./yaml/yaml-source";

/**
 * Reads a configuration and every file it names, relative to its folder. Throws a ConfigError with all its faults, each as
 * `palisade.yaml:LINE:COL path: what, got, expected, fix`.
 */
export function loadConfig(file: string, now: number = Date.now()): PalisadeConfig {
  const name = displayName(file);
  return parseConfig(readText(file, name), name, now);
}

/** As `loadConfig`, for a text that would lie at `file`. */
export function parseConfig(text: string, file: string, now: number = Date.now()): PalisadeConfig {
  const source = new YamlSource(text);
  const faults = new Faults(file, source);
  const value = readValue(source, file);
  if (value === null || value === undefined) {
    faults.add([], "empty, expected a configuration, fix: begin with project, account, region and perimeters");
    throw new ConfigError(faults.report());
  }
  for (const { text: fault, path: at, ...position } of source.structureFaults()) {
    faults.addInFile(file, position, at, fault);
  }
  const config = resolve(checkShape(value, fileSchema, faults), { folder: path.dirname(file), now }, faults);
  if (!config) throw new ConfigError(faults.report());
  return config;
}

/** After a fault of syntax the rest means something else than its author thinks, so nothing more is said of it. */
function readValue(source: YamlSource, file: string): unknown {
  const faults = source.syntaxFaults();
  if (faults.length > 0) {
    throw new ConfigError(faults.map(({ line, column, text }) => `${file}:${line}:${column} ${text}`));
  }
  try {
    return source.value();
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    const text = `an alias cannot be followed (${redact(error.message)}), expected plain values, fix: write the value out`;
    throw new ConfigError([`${file}:1:1 ${text}`]);
  }
}

function readText(file: string, name: string): string {
  try {
    return readTextFile(file);
  } catch (error) {
    const text = `${(error as Error).message}, expected a configuration, fix: write one with palisade init, or name another with --config or PALISADE_CONFIG`;
    throw new ConfigError([`${name}: ${text}`]);
  }
}

/** Short where it lies below the working directory, so that it can be clicked in a terminal. */
function displayName(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative === "" || relative.startsWith("..") ? file : relative;
}
