import { ALL_DETECTIONS } from "./all-detections";

/** What to do next, by detection id; deployed functions read it from a file when they first tell of something. */
export const readRunbooks = (): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(ALL_DETECTIONS.map(({ id, runbook }) => [id, runbook]));
