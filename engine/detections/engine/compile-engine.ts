import type { DeliveredEvent, Event } from "../../events/event";
import { wrap } from "../../events/wrap";
import { compilePatterns } from "../../patterns/compile-index";
import type { DetectorSettings } from "../../settings";
import { bucketRequests } from "../facts/bucket-requests";
import { type Candidate, compileCandidate } from "./candidate";
import { contextOf } from "./context";
import { dedupKey } from "./dedup-key";
import type { AnyDetection, Detection, DetectionContext, Verdict } from "./define-detection";
import type { Match } from "./match";
import { matchOf } from "./match-of";
import { compileSuppressions } from "./suppressions";

/** What the detections said of one event. */
export interface Detected {
  readonly matches: readonly Match[];
  /** What becomes a match if enough come together. */
  readonly candidates: readonly Candidate[];
  /** Matches and candidates that a suppression silenced. */
  readonly suppressed: number;
  /** Detections that threw; the others have been asked all the same. */
  readonly failures: readonly DetectionFailure[];
}

export interface DetectionFailure {
  /** The detection's id. */
  readonly detection: string;
  readonly error: unknown;
}

export interface Engine {
  /** The detections that listen to an event, given as EventBridge delivers it. */
  readonly hear: (envelope: unknown) => readonly Detection[];
  /** Asks the detections that receive the event; a caller that knows them already passes them. */
  readonly detect: (event: Event, heard?: readonly AnyDetection[]) => Detected;
}

const NOTHING: Detected = { matches: [], candidates: [], suppressed: 0, failures: [] };

interface Found extends Detected {
  readonly matches: Match[];
  readonly candidates: Candidate[];
  suppressed: number;
  readonly failures: DetectionFailure[];
}

type Ask = (event: Event, found: () => Found) => void;

/** Compiles all there is to compile once. */
export function compileEngine(settings: DetectorSettings, detections: readonly AnyDetection[]): Engine {
  const context = contextOf(settings);
  const onRules = detections.filter((detection) => detection.kind !== "access-log");
  const onLines = detections.filter((detection) => detection.kind === "access-log");
  const byId = new Map(onRules.map((detection) => [detection.id, detection]));
  const askById = new Map(detections.map((detection) => [detection.id, compileAsk(detection, settings, context)]));
  const listeners = compilePatterns(
    onRules.flatMap(({ id, patterns }) => patterns(settings).map((pattern) => ({ id, pattern }))),
  );
  const hear = (envelope: unknown) => {
    const ids = listeners(envelope);
    // A detection with several patterns may be named several times.
    const once = ids.length < 2 ? ids : [...new Set(ids)];
    return once.map((id) => byId.get(id) as Detection);
  };
  return {
    hear,
    detect: (event, heard = event.kind === "access-log" ? onLines : hear(envelopeOf(event))) => {
      let found: Found | undefined;
      const makeFound = () => {
        found ??= { matches: [], candidates: [], suppressed: 0, failures: [] };
        return found;
      };
      for (const detection of heard) {
        // One broken detection must neither hide the others' matches nor vanish: the caller makes an alert of the failure.
        try {
          askById.get(detection.id)?.(event, makeFound);
        } catch (error) {
          makeFound().failures.push({ detection: detection.id, error });
        }
      }
      return found ?? NOTHING;
    },
  };
}

function envelopeOf(event: DeliveredEvent): unknown {
  return event.kind === "call" ? wrap(event.record) : event.envelope;
}

function compileAsk(detection: AnyDetection, settings: DetectorSettings, context: DetectionContext): Ask {
  const tuned = settings.detections[detection.id];
  const candidateOf = compileCandidate(detection, tuned);
  const isSuppressed = compileSuppressions(detection.id, settings.suppressions);
  const isProtected = (bucket: string) => context.perimeterOf(bucket) !== undefined;
  const ask: Ask = (event, found) => {
    const verdict = verdictOf(detection, event, context);
    if (verdict === undefined) return;
    const severity = tuned?.severity ?? verdict.severity ?? detection.severity;
    const key = dedupKey(detection.id, dedupParts(detection, event));
    const head = { detection, verdict, severity, dedupKey: key, isProtected, account: context.account };
    const match = matchOf(head, event);
    const suppression = isSuppressed(match);
    if (suppression === "in-force") found().suppressed++;
    else if (candidateOf) found().candidates.push(candidateOf(match, event));
    else found().matches.push(match);
    if (typeof suppression === "object") found().matches.push(suppression.alert);
  };
  if (detection.kind !== "call" || detection.asksEachBucket === undefined) return ask;
  return (event, found) => {
    if (event.kind !== "call") return;
    for (const request of bucketRequests(event, isProtected)) ask(request, found);
  };
}

/** Nothing where the detection is about events of another kind. */
function verdictOf(detection: AnyDetection, event: Event, context: DetectionContext): Verdict | undefined {
  if (detection.kind !== event.kind) return undefined;
  return (detection.matches as (event: Event, context: DetectionContext) => Verdict | undefined)(event, context);
}

function dedupParts(detection: AnyDetection, event: Event): readonly string[] {
  return (detection.dedupBy as (event: Event) => readonly string[])(event);
}
