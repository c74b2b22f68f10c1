import type { CloudTrailEvent } from "../events/cloudtrail-event";
import type { EventPattern } from "../patterns/event-pattern";
import type { CompiledPerimeter } from "../perimeter/decision";
import type { DetectorSettings } from "../settings";
import type { Severity } from "../severity";

/** Why a request failed, and how sure that is. */
export type Cause =
  /** The error names an explicit deny in a resource-based policy, and the perimeter denies this request. */
  | "perimeter-certain"
  /** The error says no more than "Access Denied", and the perimeter denies this request. */
  | "perimeter-likely"
  /** Another policy denied it, or the perimeter would have let it through. */
  | "other-policy"
  /** It succeeded where the perimeter is only observed. */
  | "observed"
  /** It succeeded although the perimeter is enforced. */
  | "hole";

/** What a detection says of one event that it matched. */
export interface Verdict {
  readonly severity: Severity;
  readonly cause: Cause;
  /** One plain sentence for a person; may hold text from the event, so channels escape it. */
  readonly summary: string;
}

/** Refused requests are few; successful ones are as many as the buckets are busy. */
export type Purpose = "denied" | "access";

export interface DetectionContext {
  /** The perimeter around a bucket, if there is one. */
  readonly perimeterOf: (bucket: string) => CompiledPerimeter | undefined;
}

/** A detection: what it listens to, what it looks for, and what a person needs to know of it. */
export interface Detection {
  /** Its path: `s3.blocked-outside-allowlist` is `detections/s3/blocked-outside-allowlist.ts`. */
  readonly id: string;
  readonly title: string;
  readonly status: "experimental" | "test" | "stable" | "deprecated";
  readonly enabledByDefault: boolean;
  /** The mildest severity of its verdicts. */
  readonly severity: Severity;
  /** `TA0009:T1530`, ATT&CK v16 ids. */
  readonly attack: readonly string[];
  readonly description: string;
  /** Known blind spots. */
  readonly misses: readonly string[];
  readonly falsePositives: readonly string[];
  /** Which requests it listens to; each purpose has its own EventBridge rules. */
  readonly purpose: Purpose;
  /** Patterns of what it listens to, each within EventBridge's limits; from them the EventBridge rules are made. */
  readonly patterns: (settings: DetectorSettings) => readonly EventPattern[];
  readonly matches: (event: CloudTrailEvent, context: DetectionContext) => Verdict | undefined;
  /** What makes two matches one incident, besides the detection. */
  readonly dedupBy: (event: CloudTrailEvent) => readonly string[];
}

/** Gives a detection its type and nothing else. */
export function defineDetection(detection: Detection): Detection {
  return detection;
}
