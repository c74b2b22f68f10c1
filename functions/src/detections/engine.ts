import type { CloudTrailEvent } from "../events/cloudtrail-event";
import { s3Access } from "../events/s3-event-names";
import { sourceText } from "../events/source";
import { type CompiledPerimeter, compilePerimeter } from "../perimeter/decision";
import type { DetectorSettings } from "../settings";
import { dedupKey } from "./dedup-key";
import type { Detection, DetectionContext, Verdict } from "./define-detection";
import type { Match } from "./match";
import { enabledDetections } from "./registry";

/** What the detections said of one event. */
export interface Detected {
  readonly matches: readonly Match[];
  /** Detections that threw; the others have been asked all the same. */
  readonly failures: readonly DetectionFailure[];
}

export interface DetectionFailure {
  /** The detection's id. */
  readonly detection: string;
  readonly error: unknown;
}

export interface Engine {
  readonly detect: (event: CloudTrailEvent) => Detected;
}

const NOTHING: Detected = { matches: [], failures: [] };

/** Compiles the perimeters once; `detections` are those that the settings enable, unless a test brings its own. */
export function createEngine(
  settings: DetectorSettings,
  detections: readonly Detection[] = enabledDetections(settings),
): Engine {
  const context = contextOf(settings);
  return {
    detect: (event) => {
      let found: { matches: Match[]; failures: DetectionFailure[] } | undefined;
      for (const detection of detections) {
        // One broken detection must neither hide the others' matches nor vanish: whoever calls makes an alert of the failure.
        try {
          const verdict = detection.matches(event, context);
          if (verdict === undefined) continue;
          const match = matchOf(detection, event, verdict);
          found ??= { matches: [], failures: [] };
          found.matches.push(match);
        } catch (error) {
          found ??= { matches: [], failures: [] };
          found.failures.push({ detection: detection.id, error });
        }
      }
      return found ?? NOTHING;
    },
  };
}

function contextOf({ perimeters }: DetectorSettings): DetectionContext {
  const byBucket = new Map<string, CompiledPerimeter>();
  for (const perimeter of perimeters) {
    const compiled = compilePerimeter(perimeter);
    for (const bucket of perimeter.buckets) byBucket.set(bucket, compiled);
  }
  return { perimeterOf: (bucket) => byBucket.get(bucket) };
}

/** What is absent is left out, so that a match is the same before and after JSON. */
function matchOf(detection: Detection, event: CloudTrailEvent, verdict: Verdict): Match {
  const { actor } = event;
  const match: Mutable<Match> = {
    detection: detection.id,
    title: detection.title,
    severity: verdict.severity,
    cause: verdict.cause,
    summary: verdict.summary,
    dedupKey: dedupKey(detection.id, detection.dedupBy(event)),
    eventId: event.id,
    time: event.time,
    event: event.name,
    readOnly: s3Access(event) === "read",
    actor: actor.id,
    actorKind: actor.kind,
  };
  // Field by field: a loop over the fields' names took longer than all the rest, and replay makes millions of these.
  const sourceIp = sourceText(event.source);
  if (event.region !== undefined) match.region = event.region;
  if (event.account !== undefined) match.account = event.account;
  if (event.bucket !== undefined) match.bucket = event.bucket;
  if (event.key !== undefined) match.key = event.key;
  if (sourceIp !== undefined) match.sourceIp = sourceIp;
  if (event.userAgent !== undefined) match.userAgent = event.userAgent;
  if (event.errorCode !== undefined) match.errorCode = event.errorCode;
  if (event.vpcEndpointId !== undefined) match.vpcEndpointId = event.vpcEndpointId;
  if (actor.arn !== undefined) match.actorArn = actor.arn;
  if (actor.account !== undefined) match.actorAccount = actor.account;
  if (actor.mfa !== undefined) match.mfa = actor.mfa;
  return match;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
