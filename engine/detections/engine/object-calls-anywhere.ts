import type { EventPattern } from "../../patterns/event-pattern";
import type { DetectorSettings } from "../../settings";
import { bucketArnsIn } from "../facts/about-buckets";
import { enabledDetections } from "../registry";

/**
 * Names of the object-level calls that enabled detections want of every bucket, not of the protected ones alone. A copy out of a
 * protected bucket is recorded as a call to its destination, so a trail that selects the protected buckets may never log it.
 */
export function objectCallsAnywhere(settings: DetectorSettings): readonly string[] {
  const onObjects = enabledDetections(settings).filter(({ log }) => log === "CloudTrail data events");
  const details = onObjects.flatMap(({ patterns }) => patterns(settings)).map(({ detail }) => detail as EventPattern);
  const anywhere = details.filter((detail) => !namesBuckets(detail));
  return [...new Set(anywhere.flatMap(namesIn))];
}

function namesBuckets({ $or: choices }: EventPattern): boolean {
  return Array.isArray(choices) && bucketArnsIn(choices) !== undefined;
}

function namesIn({ eventName }: EventPattern): readonly string[] {
  return Array.isArray(eventName) ? eventName.filter((name) => typeof name === "string") : [];
}
