import { ALL_DETECTIONS } from "./registry";

/** What to do next, by detection id. */
export const RUNBOOKS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  ALL_DETECTIONS.map(({ id, runbook }) => [id, runbook]),
);
