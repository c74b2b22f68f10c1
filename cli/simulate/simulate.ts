import { type Fields, textOf } from "../../functions/src/events/fields";
import { background } from "./background";
import type { Scenario } from "./scenario";
import type { Stage } from "./stage";

/** A scenario's records amid those of an ordinary hour, as a trail would have them: in order of time. */
export function simulate(scenarios: readonly Scenario[], stage: Stage, backgroundCount: number): readonly Fields[] {
  const records = [...scenarios.flatMap(({ play }) => play(stage)), ...background(stage, backgroundCount)];
  const timeOf = (record: Fields) => textOf(record["eventTime"]) ?? "";
  return records.toSorted((a, b) => (timeOf(a) < timeOf(b) ? -1 : timeOf(a) > timeOf(b) ? 1 : 0));
}
