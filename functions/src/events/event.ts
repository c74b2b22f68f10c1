import type { AccessLogEvent } from "./access-log/access-log-event";
import type { CloudTrailEvent } from "./cloudtrail-event";
import type { FindingEvent } from "./finding-event";

/** What EventBridge delivers. */
export type DeliveredEvent = CloudTrailEvent | FindingEvent;

/** All that detections look at. */
export type Event = DeliveredEvent | AccessLogEvent;
