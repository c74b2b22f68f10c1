import { arnOf } from "@palisade/engine/arn";
import type { PalisadeConfig } from "../config";
import { nthName } from "./nth-name";

/** An EventBridge rule that tells a channel of Palisade's own alarms. */
export interface AlarmRule {
  readonly name: string;
  readonly pattern: unknown;
}

/** The rule of a default channel; undefined for the others, which are not told. */
export function alarmRule(config: PalisadeConfig, channel: string): AlarmRule | undefined {
  const position = config.routing.default.indexOf(channel);
  if (position < 0) return undefined;
  // Without the channel's name, with which it could be longer than a rule's may be.
  const name = `${config.names.notifier}-alarms`;
  return { name: nthName(name, position), pattern: alarmPattern(config) };
}

/** Changes into the state of alarm, and from there to the end of it: an alarm that has just been made turns fine, too. */
function alarmPattern({ partition, region, account, names }: PalisadeConfig): unknown {
  return {
    source: ["aws.cloudwatch"],
    "detail-type": ["CloudWatch Alarm State Change"],
    resources: [{ prefix: arnOf({ partition, region, account }, "cloudwatch", `alarm:${names.alarmPrefix}-`) }],
    detail: {
      $or: [{ state: { value: ["ALARM"] } }, { state: { value: ["OK"] }, previousState: { value: ["ALARM"] } }],
    },
  };
}
