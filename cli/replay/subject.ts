import type { Readable } from "node:stream";
import type { PalisadeConfig } from "../../config/config";
import { type AssumedConfig, assumedConfig } from "../lib/assumed/assumed-config";
import { readInventory } from "../lib/inventory/read-inventory";
import { STDIN_PATH } from "../lib/logs/find-inputs";
import { spool } from "../lib/logs/spool";
import type { Terminal } from "../lib/terminal";
import { createProgress } from "./progress";

/** What logs are judged by. */
export interface Subject {
  readonly config: PalisadeConfig;
  /** Present where there is no configuration, and the logs themselves say what to look at. */
  readonly assumed: AssumedConfig | undefined;
  /** Standard input from its start. */
  readonly stdin: Readable;
  /** To be called when everything was read. */
  readonly done: () => void;
}

/** The configuration, or what the logs say, for which they are read once more. */
export async function subjectOf(
  config: PalisadeConfig | undefined,
  sources: readonly string[],
  terminal: Terminal,
): Promise<Subject> {
  if (config !== undefined) return { config, assumed: undefined, stdin: terminal.stdin, done: () => {} };
  const kept = sources.includes(STDIN_PATH) ? await spool(terminal.stdin) : undefined;
  const open = kept?.open ?? (() => terminal.stdin);
  const done = kept?.remove ?? (() => {});
  const progress = createProgress(terminal);
  try {
    const { inventory } = await readInventory(sources, { stdin: open(), onStart: progress.start });
    const assumed = assumedConfig(inventory);
    return { config: assumed.config, assumed, stdin: open(), done };
  } catch (error) {
    done();
    throw error;
  } finally {
    progress.stop();
  }
}
