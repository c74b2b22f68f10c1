import type { AccessLogEvent } from "../../events/access-log/access-log-event";
import type { Actor, CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import type { DeliveredEvent, Event } from "../../events/event";
import type { FindingEvent } from "../../events/findings/finding-event";
import type { EventPattern } from "../../patterns/event-pattern";
import type { CompiledPerimeter } from "../../perimeter/decision";
import type { Pipeline } from "../../pipeline";
import type { DetectorSettings } from "../../settings";
import type { Severity } from "../../severity";
import type { State } from "./state";

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
  /** The detection's own unless said. */
  readonly severity?: Severity;
  /** Only where a perimeter judged the request. */
  readonly cause?: Cause;
  /** One plain sentence for a person, without its full stop; may hold text from the event, so channels escape it. */
  readonly summary: string;
  /** What else an alert shows, by label, such as `{ "Foreign account": "444455556666" }`; may hold text from the event. */
  readonly details?: Readonly<Record<string, string>>;
}

/**
 * Which rules deliver its events. `denied`: refused requests to protected buckets, and refused copies, which are few. `access`: successful requests to them, as many as
 * the buckets are busy. `changes`: management calls that change something. `reads`: management calls that only read, or are refused
 * anywhere, for which a rule needs a special state. `findings`: other AWS services' findings.
 */
export type Purpose = "denied" | "access" | "changes" | "reads" | "findings";

/** What detections know of the configuration. */
export interface DetectionContext {
  /** The account that Palisade is deployed in. */
  readonly account: string;
  /** Whether an account is the own one or one that palisade.yaml trusts. */
  readonly isTrustedAccount: (account: string) => boolean;
  /** The perimeter around a bucket, if there is one. */
  readonly perimeterOf: (bucket: string) => CompiledPerimeter | undefined;
  /** Sid of the perimeter statement in a protected bucket's policy. */
  readonly perimeterSidOf: (bucket: string) => string | undefined;
  /** Whether a bucket holds trails' or access logs. */
  readonly isLogBucket: (bucket: string) => boolean;
  /** Whether a bucket, or an object in it, is a decoy that no one has business with. */
  readonly isDecoy: (bucket: string, key: string | undefined) => boolean;
  /** Whether the actor is one of those that deploy Palisade. */
  readonly isDeployer: (actor: Actor) => boolean;
  /** Whether what the access logs say of a bucket is to be judged by its perimeter's allowlist. */
  readonly isMonitored: (bucket: string) => boolean;
  /** Names of Palisade's own resources, to see who tampers with them. */
  readonly pipeline: Pipeline;
}

interface DetectionOf<E extends Event> {
  /** Its path: `s3.blocked-outside-allowlist` is `detections/s3/blocked-outside-allowlist.ts`, with its docs and its test beside it. */
  readonly id: string;
  readonly title: string;
  readonly enabledByDefault: boolean;
  /** The lowest severity of its verdicts, but for those on what AWS does on its own account. */
  readonly severity: Severity;
  readonly matches: (event: E, context: DetectionContext) => Verdict | undefined;
  /** What makes two matches one incident, besides the detection. */
  readonly dedupBy: (event: E) => readonly string[];
  /** For detections that one event cannot decide: what has to come together before an event that `matches` becomes a match. */
  readonly state?: State<E>;
}

/** A detection on what EventBridge delivers. */
interface RuleDetectionOf<E extends DeliveredEvent> extends DetectionOf<E> {
  readonly purpose: Purpose;
  /**
   * What it listens to, each pattern within EventBridge's limits; the deployed rules are made from these, and no event that none of them
   * matches reaches `matches`. Made with the functions of `rule-patterns.ts`. Empty where the settings give it nothing to listen to.
   */
  readonly patterns: (settings: DetectorSettings) => readonly EventPattern[];
}

/** A detection on API calls as CloudTrail records them. */
export interface CallDetection extends RuleDetectionOf<CloudTrailEvent> {
  readonly kind: "call";
  /** Asks about each bucket whose policy S3 asks, of a copy also about the one that it reads; without it once, as the record has it. */
  readonly asksEachBucket?: true;
  /** Where the events come from. */
  readonly log: "CloudTrail management events" | "CloudTrail data events" | "CloudTrail network activity events";
}

/** A detection on findings of other AWS services. */
export interface FindingDetection extends RuleDetectionOf<FindingEvent> {
  readonly kind: "finding";
  /** The service, as people call it. */
  readonly log: string;
}

/** A detection on lines of S3 server access logs. No rule of EventBridge brings these, so it is asked about every one. */
export interface AccessLogDetection extends DetectionOf<AccessLogEvent> {
  readonly kind: "access-log";
  readonly log: typeof ACCESS_LOGS;
}

const ACCESS_LOGS = "S3 server access logs";

/** A detection on what EventBridge delivers: what it listens to, and what it looks for. */
export type Detection = CallDetection | FindingDetection;

/** A detection, whatever brings the events. */
export type AnyDetection = Detection | AccessLogDetection;

/** Gives a detection on API calls its type and nothing else. */
export function defineDetection(detection: Omit<CallDetection, "kind">): CallDetection {
  return { kind: "call", ...detection };
}

/** Gives a detection on access logs its type and nothing else. */
export function defineAccessLogDetection(detection: Omit<AccessLogDetection, "kind" | "log">): AccessLogDetection {
  return { kind: "access-log", log: ACCESS_LOGS, ...detection };
}

/** Gives a detection on findings its type and nothing else. */
export function defineFindingDetection(detection: Omit<FindingDetection, "kind">): FindingDetection {
  return { kind: "finding", ...detection };
}
