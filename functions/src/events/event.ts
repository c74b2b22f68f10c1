import type { CloudTrailEvent } from "./cloudtrail-event";
import type { FindingEvent } from "./finding-event";

/** All that detections look at. */
export type Event = CloudTrailEvent | FindingEvent;
