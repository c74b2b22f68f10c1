import type { CloseDueOptions } from "@palisade/engine/incidents/close-due";
import { closeDue } from "@palisade/engine/incidents/close-due";
import type { Log } from "@palisade/engine/log";
import { errorName } from "@palisade/engine/log";
import { metricFields } from "../platform/metrics";

export interface CloseRoundDeps extends CloseDueOptions {
  readonly project: string;
  /** Whether someone asked for a digest, which may fail to come. */
  readonly hasDigest: boolean;
  readonly log: Log;
}

/** One round of closing. Throws when an incident could not be announced, so that the function's error alarm sees it; the next round tries again. */
export function createCloseRound(deps: CloseRoundDeps): () => Promise<void> {
  return async () => {
    const { alerts, failures } = await closeDue(deps);
    deps.log(failures.length > 0 ? "ERROR" : "INFO", "close", {
      alerts,
      failed: failures.length,
      failedBecause: failures.map(errorName).slice(0, 10),
      ...metricFields(
        deps.project,
        { AlertsPublished: alerts, ...(deps.hasDigest && { DigestsWritten: 0 }) },
        deps.now(),
      ),
    });
    if (failures.length > 0) throw new AggregateError(failures, `incidents that could not be told: ${failures.length}`);
  };
}
