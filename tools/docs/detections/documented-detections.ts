import { docsOf } from "@palisade/engine/detections/docs";
import { ALL_DETECTIONS } from "@palisade/engine/detections/registry";
import type { DocumentedDetection } from "./docs";

/** Every detection there is. */
export const DOCUMENTED_DETECTIONS: readonly DocumentedDetection[] = ALL_DETECTIONS.map((detection) => ({
  ...detection,
  ...docsOf(detection),
}));
