import type { Candidate } from "@palisade/engine/detections/engine/candidate";
import type { AnyDetection, Detection } from "@palisade/engine/detections/engine/define-detection";
import { createEngine } from "@palisade/engine/detections/engine/engine";
import type { Match } from "@palisade/engine/detections/engine/match";
import {
  ACCESS_LOG_DETECTIONS,
  DETECTIONS,
  enabledAccessLogDetections,
  enabledDetections,
} from "@palisade/engine/detections/registry";
import type { AccessLogEvent } from "@palisade/engine/events/access-log/access-log-event";
import type { DeliveredEvent } from "@palisade/engine/events/event";
import { isEnvelope } from "@palisade/engine/events/unwrap-envelope";
import { wrap } from "@palisade/engine/events/wrap";
import type { DetectorSettings } from "@palisade/engine/settings";
import { type Misfit, misfitsOf } from "./misfits";

/** What a detection makes of an event. */
export type Opinion =
  | { readonly kind: "matched"; readonly match: Match }
  | { readonly kind: "waits"; readonly candidate: Candidate }
  | { readonly kind: "silenced" }
  | { readonly kind: "failed"; readonly error: unknown }
  /** It heard the event, and its conditions do not fit. */
  | { readonly kind: "passed" }
  /** None of its patterns lets the event through; the misfits of the one that comes nearest. */
  | { readonly kind: "unheard"; readonly misfits: readonly Misfit[] };

export interface Explained {
  readonly detection: AnyDetection;
  readonly isEnabled: boolean;
  readonly opinion: Opinion;
}

export interface Explanation {
  /** Those that hear the event, and those that listen to calls of its name or findings of its kind. */
  readonly near: readonly Explained[];
  /** Those that listen to the same service, and to something else of it. */
  readonly sameService: readonly Detection[];
}

/** Asks every detection there is, whether it is on or off. `raw` is the event as it was given: a record or an EventBridge event. */
export function explain(
  event: DeliveredEvent,
  raw: unknown,
  settings: DetectorSettings,
  detections: readonly Detection[] = DETECTIONS,
): Explanation {
  const envelope = isEnvelope(raw) ? raw : event.kind === "call" ? wrap(event.record) : event.envelope;
  const enabled = new Set(enabledDetections(settings));
  const near: Explained[] = [];
  const sameService: Detection[] = [];
  for (const detection of detections) {
    const engine = createEngine(settings, [detection]);
    const isEnabled = enabled.has(detection);
    if (engine.hear(envelope).length > 0) {
      near.push({ detection, isEnabled, opinion: opinionOf(engine.detect(event, [detection])) });
      continue;
    }
    const misfits = nearestMisfits(detection, settings, envelope);
    if (misfits === undefined || misfits.some(({ field }) => SERVICE_FIELDS.has(field))) continue;
    if (misfits.some(({ field }) => field === NAME_FIELD)) sameService.push(detection);
    else near.push({ detection, isEnabled, opinion: { kind: "unheard", misfits } });
  }
  return { near, sameService };
}

/** Asks every detection on access logs about a line; each hears all of them. */
export function explainLine(event: AccessLogEvent, settings: DetectorSettings): Explanation {
  const enabled = new Set(enabledAccessLogDetections(settings));
  const near = ACCESS_LOG_DETECTIONS.map((detection) => ({
    detection,
    isEnabled: enabled.has(detection),
    opinion: opinionOf(createEngine(settings, [detection]).detect(event)),
  }));
  return { near, sameService: [] };
}

const NAME_FIELD = "detail.eventName";
const SERVICE_FIELDS: ReadonlySet<string> = new Set(["source", "detail.eventSource"]);

function opinionOf({
  matches,
  candidates,
  suppressed,
  failures,
}: ReturnType<ReturnType<typeof createEngine>["detect"]>): Opinion {
  const [match] = matches;
  const [candidate] = candidates;
  const [failure] = failures;
  if (failure) return { kind: "failed", error: failure.error };
  if (candidate) return { kind: "waits", candidate };
  if (match) return { kind: "matched", match };
  return { kind: suppressed > 0 ? "silenced" : "passed" };
}

/** Of the pattern that comes nearest: a wrong service is farther off than a wrong name, and that than anything else. */
function nearestMisfits(
  { patterns }: Detection,
  settings: DetectorSettings,
  envelope: unknown,
): readonly Misfit[] | undefined {
  const distance = (misfits: readonly Misfit[]) =>
    misfits.reduce((sum, { field }) => sum + (SERVICE_FIELDS.has(field) ? 10_000 : field === NAME_FIELD ? 100 : 1), 0);
  return patterns(settings)
    .map((pattern) => misfitsOf(pattern, envelope))
    .sort((a, b) => distance(a) - distance(b))[0];
}
