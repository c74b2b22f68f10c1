import { FINDING_SERVICES } from "@palisade/engine/alerts/text/found-by";
import type { Event } from "@palisade/engine/events/event";
import type { Fields } from "@palisade/engine/events/fields";
import { type Plane, planeOf } from "../lib/not-judged/origin";

const CLOUDTRAIL: Readonly<Record<Plane, readonly string[]>> = {
  data: ["CloudTrail data events"],
  management: ["CloudTrail management events"],
  network: ["CloudTrail network activity events"],
};
/** A record from before 2020 does not say, and no network activity was recorded then. */
const EITHER = [...CLOUDTRAIL.data, ...CLOUDTRAIL.management];
const ACCESS_LOGS = ["S3 server access logs"];

/** The logs that a CloudTrail record may be of, by the names that detections have for them. */
export function logsOfRecord(record: Fields): readonly string[] {
  const plane = planeOf(record);
  return plane === undefined ? EITHER : CLOUDTRAIL[plane];
}

export function logsOfEvent(event: Event): readonly string[] {
  switch (event.kind) {
    case "call":
      return logsOfRecord(event.record);
    case "access-log":
      return ACCESS_LOGS;
    case "finding":
      return [FINDING_SERVICES[`aws.${event.feed}`] ?? event.feed];
  }
}
