import { isManagementRead } from "../../events/cloudtrail/s3-event-names";
import type { EventPattern } from "../../patterns/event-pattern";
import { assertPattern } from "../../patterns/validate";
import type { DetectorSettings } from "../../settings";
import { enabledDetections } from "../registry";
import type { Purpose } from "./define-detection";
import { mergePatterns } from "./merge-patterns";

/** What EventBridge has to listen for; one rule resource per pattern, as a rule holds one. */
export interface EventRule {
  readonly purpose: Purpose;
  /** Each at most 4,096 characters as `JSON.stringify` writes it. */
  readonly patterns: readonly EventPattern[];
  /**
   * True when a pattern wants calls that only read settings. EventBridge passes these only to rules in the state
   * `ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS`.
   */
  readonly hearsManagementReads: boolean;
}

export const PURPOSES: readonly Purpose[] = ["denied", "access", "changes", "reads", "findings"];

/**
 * The rules that the enabled detections need, as few as fit: patterns that differ only in service and event names share one. Throws on a
 * pattern that EventBridge would refuse.
 */
export function eventRules(settings: DetectorSettings): readonly EventRule[] {
  const detections = enabledDetections(settings);
  return PURPOSES.map((purpose) => {
    const wanted = detections.filter((detection) => detection.purpose === purpose);
    const patterns = mergePatterns(wanted.flatMap((detection) => detection.patterns(settings)));
    for (const pattern of patterns) assertPattern(pattern);
    return { purpose, patterns, hearsManagementReads: hearsManagementReads(purpose, patterns) };
  }).filter(({ patterns }) => patterns.length > 0);
}

function hearsManagementReads(purpose: Purpose, patterns: readonly EventPattern[]): boolean {
  if (purpose === "reads") return true;
  return purpose !== "findings" && patterns.some((pattern) => namesReads(pattern, purpose !== "changes"));
}

/** Whether a pattern names a call that only reads; a pattern without names is about all calls, of which changes want only those that change. */
function namesReads({ detail }: EventPattern, otherwise: boolean): boolean {
  const names = (detail as EventPattern | undefined)?.["eventName"];
  if (!Array.isArray(names)) return otherwise;
  return names.some((name) => typeof name === "string" && (isManagementRead(name) || READ_NAME.test(name)));
}

/** Read-only beside Get, List and Head: CloudTrail logs a role's assumption as a read, too. */
const READ_NAME = /^(?:Describe|AssumeRole)/;
