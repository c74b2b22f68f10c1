import type { Fields } from "@palisade/engine/events/fields";
import type { Stage } from "./stage";

/** An attack, told by the CloudTrail records that it leaves behind. */
export interface Scenario {
  readonly id: string;
  /** What happens, in one sentence. */
  readonly story: string;
  /** Detections that it is bound to raise with their default settings. */
  readonly raises: readonly [string, ...string[]];
  /** The attack's own records, within an hour of the stage's start and in any order. */
  readonly play: (stage: Stage) => readonly Fields[];
}
