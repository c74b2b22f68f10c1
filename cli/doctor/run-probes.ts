import type { Line, Probe, Surroundings } from "./probe";
import { unknown } from "./probe";

/** A probe with what it saw. */
export interface Examined {
  readonly probe: Probe;
  readonly lines: readonly Line[];
}

export interface Watcher {
  readonly begun: (probe: Probe) => void;
  readonly ended: (examined: Examined) => void;
}

/** Runs every probe as soon as those that it needs have ended, and gives what they saw in the order of the list. Never throws. */
export async function runProbes(
  probes: readonly Probe[],
  surroundings: Surroundings,
  { begun, ended }: Watcher,
): Promise<readonly Examined[]> {
  const running = new Map<string, Promise<Examined>>();
  for (const probe of probes) {
    // A list in which a probe comes before what it needs would wait for ever.
    const needed = probe.needs.map((id) => running.get(id));
    if (needed.includes(undefined)) throw new Error(`probe ${probe.id} needs one that does not come before it`);
    running.set(probe.id, runProbe(probe, needed as Promise<Examined>[]));
  }
  return Promise.all(running.values());

  async function runProbe(probe: Probe, needed: readonly Promise<Examined>[]): Promise<Examined> {
    const broken = (await Promise.all(needed)).find(({ lines }) => lines.some(({ status }) => status !== "pass"));
    begun(probe);
    const lines = broken
      ? [unknown(probe.title, { why: `not looked at, since ${broken.probe.id} did not pass` })]
      : await look(probe);
    const examined = { probe, lines };
    ended(examined);
    return examined;
  }

  async function look(probe: Probe): Promise<readonly Line[]> {
    try {
      return await probe.look(surroundings);
    } catch (error) {
      return [
        unknown(probe.title, { why: `the probe itself broke: ${error instanceof Error ? error.message : error}` }),
      ];
    }
  }
}
