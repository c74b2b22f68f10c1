import { type Fields, isFields } from "../events/fields";
import type { Notice } from "./notice";

/** What EventBridge says when one of Palisade's own alarms changes; undefined for anything else. */
export function alarmNotice(event: Fields): Notice | undefined {
  const { id, time, detail } = event;
  if (event["detail-type"] !== "CloudWatch Alarm State Change" || !isFields(detail)) return undefined;
  const { alarmName, state, configuration } = detail;
  if (typeof id !== "string" || typeof alarmName !== "string" || !isFields(state)) return undefined;
  const isOver = state["value"] === "OK";
  const description = isFields(configuration) ? configuration["description"] : undefined;
  return {
    id,
    about: `alarm-${alarmName}`.slice(0, 255),
    kind: "alarm",
    severity: isOver ? "informational" : "high",
    isOver,
    title: `Palisade's own alarm ${alarmName} ${isOver ? "is over" : "went off"}`,
    text: typeof description === "string" && description !== "" ? description : "It has no description.",
    at: typeof time === "string" && !Number.isNaN(Date.parse(time)) ? Date.parse(time) : 0,
  };
}
