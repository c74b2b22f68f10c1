import { parametersOf } from "@palisade/engine/hunts/bind-hunt";
import type { Hunt } from "@palisade/engine/hunts/define-hunt";
import { DETECTION_HUNT_PREFIX, detectionHunts, huntableDetections } from "@palisade/engine/hunts/detection-hunts";
import { HUNTS } from "@palisade/engine/hunts/registry";
import type { DetectorSettings } from "@palisade/engine/settings";
import { nearest } from "../../config/yaml/nearest";
import { commandName } from "../lib/command-name";
import { UsageError } from "../lib/usage-error";

/** The ids of all hunts; those made from detections need no configuration to be named. */
export function huntIds(): readonly string[] {
  return [...HUNTS.map(({ id }) => id), ...huntableDetections().map(({ id }) => `${DETECTION_HUNT_PREFIX}${id}`)];
}

/** A hunt by its id; `settings` is asked for where the hunt is made from a detection. */
export function findHunt(id: string, settings: () => DetectorSettings): Hunt {
  const hunt = HUNTS.find((one) => one.id === id) ?? madeFromDetection(id, settings);
  if (hunt !== undefined) return hunt;
  // Without the prefix, the name means the detection.
  const guess = nearest(id, huntIds()) ?? huntIds().find((one) => one === `${DETECTION_HUNT_PREFIX}${id}`);
  const hint = guess === undefined ? `${commandName()} hunt list shows them all` : `did you mean ${guess}?`;
  throw new UsageError(`no hunt is named ${JSON.stringify(id.slice(0, 100))}, ${hint}`);
}

function madeFromDetection(id: string, settings: () => DetectorSettings): Hunt | undefined {
  if (!id.startsWith(DETECTION_HUNT_PREFIX)) return undefined;
  const detection = huntableDetections().find((one) => id === `${DETECTION_HUNT_PREFIX}${one.id}`);
  return detection && detectionHunts(settings(), [detection])[0];
}

/** What was given as `name=value`, by name. */
export function readGiven(hunt: Hunt, texts: readonly string[]): Readonly<Record<string, string>> {
  const names = parametersOf(hunt).map(({ name }) => name);
  const given: Record<string, string> = {};
  for (const text of texts) {
    const end = text.indexOf("=");
    if (end < 1) throw new UsageError(`--param: got ${JSON.stringify(text.slice(0, 100))}, expected name=value`);
    const name = text.slice(0, end);
    if (!names.includes(name)) {
      const guess = nearest(name, names);
      const hint = guess === undefined ? `expected one of ${names.join(", ")}` : `did you mean ${guess}?`;
      throw new UsageError(`--param: ${hunt.id} has no parameter ${JSON.stringify(name.slice(0, 100))}, ${hint}`);
    }
    given[name] = text.slice(end + 1);
  }
  return given;
}
