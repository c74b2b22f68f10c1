import type { DetectionFailure } from "../detections/engine/engine";
import type { Event } from "../events/event";
import { errorName } from "../log";
import type { Match } from "./incident";

/** A detection that broke, as a match of its own: one incident a detection, however many events it breaks on. */
export function failedDetection({ detection, error }: DetectionFailure, event: Event): Match {
  const name = nameOf(event);
  return {
    detection: "palisade.detection-failed",
    title: "A detection of Palisade failed",
    severity: "high",
    cause: "defect",
    summary: `The detection ${detection} failed with ${errorName(error)} on a ${name} event`,
    dedupKey: `palisade.detection-failed|${detection}`,
    // The event is the same for every detection that fails on it.
    eventId: `${detection}|${event.id}`,
    time: event.time,
    event: name,
    actor: "palisade",
    actorKind: "service",
    ...placeOf(event),
  };
}

function nameOf(event: Event): string {
  if (event.kind === "call") return event.name;
  return event.kind === "finding" ? event.type : event.operation;
}

function placeOf(event: Event): Pick<Match, "account" | "region"> {
  if (event.kind === "access-log") return {};
  const { account, region } = event;
  return { ...(account !== undefined && { account }), ...(region !== undefined && { region }) };
}
