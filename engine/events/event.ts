import type { AccessLogEvent } from "./access-log/access-log-event";
import type { CloudTrailEvent } from "./cloudtrail/cloudtrail-event";
import type { FindingEvent } from "./findings/finding-event";

/** What EventBridge delivers. */
export type DeliveredEvent = CloudTrailEvent | FindingEvent;

/** All that detections look at. */
export type Event = DeliveredEvent | AccessLogEvent;
