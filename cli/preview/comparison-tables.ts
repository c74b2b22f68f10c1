import type { Caller } from "@palisade/engine/preview/caller";
import type { PreviewReport } from "./preview-report";

/** Callers under one heading, as every form of the report lists them. */
export interface CallerTable {
  readonly title: string;
  readonly callers: readonly Caller[];
  /** Heading of the last column, and what stands in it. */
  readonly last: string;
  readonly lastOf: (caller: Caller) => string;
}

export function detectionsOf({ detections }: Caller): string {
  return detections.join(", ");
}

export function unknownOf({ because = "" }: Caller): string {
  return because;
}

/** For whom a new configuration changes something. */
export function comparisonTables({
  newlyCutOff,
  newlyLetIn,
  unclear,
}: NonNullable<PreviewReport["comparison"]>): readonly CallerTable[] {
  return [
    { title: "Newly cut off", callers: newlyCutOff, last: "Matched by", lastOf: detectionsOf },
    { title: "Newly allowed", callers: newlyLetIn, last: "Matched by", lastOf: detectionsOf },
    { title: "Cannot be told", callers: unclear, last: "Not known", lastOf: unknownOf },
  ];
}
