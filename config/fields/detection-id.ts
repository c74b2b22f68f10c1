import { nearest } from "../yaml/nearest";
import { text } from "./schema-builders";

export const detectionId = text(/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/, {
  what: "not a detection",
  expected: "an id such as s3.denied-inside-allowlist",
  fix: "write the id as palisade detections prints it",
});

/** Reports an id that no detection has. */
export function reportUnknown(id: string, known: readonly string[], report: (text: string) => void): void {
  const guess = nearest(id, known);
  const fix = guess ? `write ${guess}` : "delete it";
  report(`not a detection, got {got}, expected an id that palisade detections prints, fix: ${fix}`);
}
