import { errorName, type Log } from "@palisade/engine/log";
import { metricFields } from "../platform/metrics";

import type { WatchedRegion } from "../platform/requirements";

export interface WatchElsewhereDeps {
  readonly project: string;
  readonly regions: readonly WatchedRegion[];
  /** The state of each of these alarms that is there, by name. Throws where the region does not answer. */
  readonly states: (watched: WatchedRegion) => Promise<ReadonlyMap<string, string>>;
  readonly log: Log;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * Looks from home at the alarms of the other regions and counts those that are on, for an alarm at home. Forwarding them as events would
 * fail together with what they watch. An alarm that is gone counts as one that is on. Throws where a region could not be asked, so that
 * the function's error alarm sees it.
 */
export function createWatchElsewhere({ project, regions, states, log, now }: WatchElsewhereDeps): () => Promise<void> {
  return async () => {
    if (regions.length === 0) return;
    const looks = await Promise.allSettled(regions.map(async (one) => raisedIn(one, await states(one))));
    const raised = looks.flatMap((look) => (look.status === "fulfilled" ? look.value : []));
    const failures: unknown[] = looks.flatMap((look) => (look.status === "rejected" ? [look.reason] : []));
    log(failures.length > 0 ? "ERROR" : raised.length > 0 ? "WARN" : "INFO", "alarms elsewhere", {
      raised: raised.slice(0, MOST_NAMED),
      unasked: regions.filter((_, index) => looks[index]?.status === "rejected").map(({ region }) => region),
      ...(failures.length > 0 && { failedBecause: failures.map(errorName) }),
      ...metricFields(project, { AlarmsElsewhere: raised.length }, now()),
    });
    if (failures.length > 0) throw new AggregateError(failures, `regions that could not be asked: ${failures.length}`);
  };
}

const MOST_NAMED = 20;

function raisedIn({ region, alarms }: WatchedRegion, states: ReadonlyMap<string, string>): readonly string[] {
  return alarms.flatMap((name) => {
    const state = states.get(name);
    if (state === undefined) return [`${region}: ${name} is gone`];
    return state === "ALARM" ? [`${region}: ${name}`] : [];
  });
}
