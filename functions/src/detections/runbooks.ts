import { DETECTIONS } from "./registry";

/** What to do next, by detection id; deployed functions read it from a file when they first tell of something. */
export const readRunbooks = (): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(DETECTIONS.map(({ id, runbook }) => [id, runbook]));
