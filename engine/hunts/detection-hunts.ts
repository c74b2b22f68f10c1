import { docsOf } from "../detections/docs";
import type { CallDetection, Detection } from "../detections/engine/define-detection";
import { DETECTIONS } from "../detections/registry";
import type { DetectorSettings } from "../settings";
import type { Hunt } from "./define-hunt";
import { patternsToSql } from "./sql/pattern-sql";
import { BUCKET, KEY, PRINCIPAL } from "./sql/sql-parts";

/** Detections that one event decides, so that a pattern over past events says something. */
export function huntableDetections(detections: readonly Detection[] = DETECTIONS): readonly CallDetection[] {
  return detections.filter(
    (detection): detection is CallDetection => detection.kind === "call" && detection.state === undefined,
  );
}

/** One hunt for each stateless detection: what its patterns would have let through to it, were it deployed with these settings. */
export function detectionHunts(
  settings: DetectorSettings,
  detections: readonly Detection[] = DETECTIONS,
): readonly Hunt[] {
  return huntableDetections(detections).map((detection) => huntOf(detection, settings));
}

export const DETECTION_HUNT_PREFIX = "detection.";

function huntOf(detection: CallDetection, settings: DetectorSettings): Hunt {
  const patterns = detection.patterns(settings);
  const written = JSON.stringify(patterns);
  const buckets = settings.perimeters.flatMap((perimeter) => perimeter.buckets);
  return {
    id: `${DETECTION_HUNT_PREFIX}${detection.id}`,
    title: detection.title,
    question: `Which past events would ${detection.id} have been asked about?`,
    log: detection.log,
    table: "cloudtrail",
    parameters: [],
    sql: `SELECT eventtime, eventname, ${PRINCIPAL} AS principal, sourceipaddress AS address, ${BUCKET} AS bucket, ${KEY} AS objectkey,
  errorcode, awsregion AS region, recipientaccountid AS ownaccount, useragent, eventid
FROM cloudtrail
WHERE day BETWEEN :since AND :until
  AND (
    ${patternsToSql(patterns)}
  )
ORDER BY eventtime DESC, eventid
LIMIT :limit`,
    guarded: buckets.filter((bucket) => written.includes(JSON.stringify(bucket))),
    lookFor: [
      "these are the events that the detection's rule lets through; palisade replay says which of them it would have alerted on, and why",
      ...docsOf(detection).falsePositives.map((one) => `legitimate cause: ${one}`),
    ],
  };
}
