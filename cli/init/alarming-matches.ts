import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Match } from "@palisade/engine/detections/engine/match";
import { ABOUT_THE_PERIMETER } from "@palisade/engine/preview/preview";
import type { DetectorSettings } from "@palisade/engine/settings";
import { compareSeverity } from "@palisade/engine/severity";
import { findInputs } from "../lib/logs/find-inputs";
import type { Terminal } from "../lib/terminal";
import { chooseCopies, orderMatches } from "../replay/fold-alerts";
import { createProgress } from "../replay/progress";
import { scanInputs } from "../replay/scan-inputs";

/**
 * Matches of medium severity or graver in recorded logs, of detections that do not ask who is on the allowlist. Undefined where not all of
 * the logs can be read here, such as objects in S3 and Parquet.
 */
export async function alarmingMatches(
  logs: readonly string[],
  settings: DetectorSettings,
  terminal: Terminal,
): Promise<readonly Match[] | undefined> {
  const { inputs, unreadable } = await findInputs(logs);
  if (unreadable.length > 0) return undefined;
  const progress = createProgress(terminal);
  const workerScript = join(__dirname, "replay-worker.js");
  const results = await scanInputs(inputs, {
    settings,
    threads: availableParallelism(),
    stdin: terminal.stdin,
    workerScript: existsSync(workerScript) ? workerScript : undefined,
    onStored: progress.start(inputs),
  }).finally(progress.stop);
  if (results.some((result) => Object.keys(result.unreadable).length > 0)) return undefined;
  const matches = await orderMatches(chooseCopies(results.flatMap(({ judged }) => judged)));
  return matches.filter(
    ({ detection, severity }) => compareSeverity(severity, "medium") >= 0 && !ABOUT_THE_PERIMETER.has(detection),
  );
}
