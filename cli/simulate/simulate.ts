import { setImmediate as turn } from "node:timers/promises";
import { type Fields, textOf } from "@palisade/engine/events/fields";
import { background } from "./background";
import type { Scenario } from "./scenario";
import type { Stage } from "./stage";

/** So many are made before Ctrl-C is listened to again. */
const AT_ONCE = 10_000;

/** A scenario's records amid those of an ordinary hour, as a trail would have them: in order of time. */
export async function simulate(
  scenarios: readonly Scenario[],
  stage: Stage,
  backgroundCount: number,
): Promise<readonly Fields[]> {
  const records = scenarios.flatMap(({ play }) => play(stage));
  for (let left = backgroundCount; left > 0; left -= AT_ONCE) {
    records.push(...background(stage, Math.min(left, AT_ONCE)));
    await turn();
  }
  const timeOf = (record: Fields) => textOf(record["eventTime"]) ?? "";
  return records.toSorted((a, b) => (timeOf(a) < timeOf(b) ? -1 : timeOf(a) > timeOf(b) ? 1 : 0));
}
