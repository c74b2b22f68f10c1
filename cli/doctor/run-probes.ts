import type { Check, Line, Surroundings } from "./probe";
import { unknown } from "./probe";

/** A check with what it saw. */
export interface Examined {
  readonly check: Check;
  readonly lines: readonly Line[];
}

export interface Watcher {
  readonly begun: (check: Check) => void;
  readonly ended: (examined: Examined) => void;
}

/** Runs every check as soon as those that it needs have ended, and gives what they saw in the order of the list. Never throws. */
export async function runChecks(
  checks: readonly Check[],
  surroundings: Surroundings,
  { begun, ended }: Watcher,
): Promise<readonly Examined[]> {
  const running = new Map<string, Promise<Examined>>();
  for (const check of checks) {
    // A list in which a check comes before what it needs would wait for ever.
    const needed = check.needs.map((id) => running.get(id));
    if (needed.includes(undefined)) throw new Error(`check ${check.id} needs one that does not come before it`);
    running.set(check.id, runCheck(check, needed as Promise<Examined>[]));
  }
  return Promise.all(running.values());

  async function runCheck(check: Check, needed: readonly Promise<Examined>[]): Promise<Examined> {
    const broken = (await Promise.all(needed)).find(({ lines }) => lines.some(({ status }) => status !== "pass"));
    begun(check);
    const lines = broken
      ? [unknown(check.title, { why: `not looked at, since ${broken.check.id} did not pass` })]
      : await look(check);
    const examined = { check, lines };
    ended(examined);
    return examined;
  }

  async function look(check: Check): Promise<readonly Line[]> {
    try {
      return await check.look(surroundings);
    } catch (error) {
      return [
        unknown(check.title, { why: `the check itself broke: ${error instanceof Error ? error.message : error}` }),
      ];
    }
  }
}
