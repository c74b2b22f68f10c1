import { CloudWatchClient, DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import { FAIL_FAST } from "../platform/fail-fast";
import type { WatchElsewhereDeps } from "./watch-elsewhere";

/** CloudWatch takes no more names at once. */
const MOST_NAMES = 100;

/** Asks each region's CloudWatch for alarms by name. */
export function createAwsAlarmStates(
  open = (region: string) => new CloudWatchClient({ ...FAIL_FAST, region }),
): WatchElsewhereDeps["states"] {
  const clients = new Map<string, CloudWatchClient>();
  return async ({ region, alarms }) => {
    const client = clients.get(region) ?? open(region);
    clients.set(region, client);
    const states = new Map<string, string>();
    for (let from = 0; from < alarms.length; from += MOST_NAMES) {
      const AlarmNames = alarms.slice(from, from + MOST_NAMES);
      const input = { AlarmNames, AlarmTypes: ["MetricAlarm" as const], MaxRecords: MOST_NAMES };
      const { MetricAlarms = [] } = await client.send(new DescribeAlarmsCommand(input));
      for (const { AlarmName, StateValue } of MetricAlarms) {
        if (AlarmName !== undefined && StateValue !== undefined) states.set(AlarmName, StateValue);
      }
    }
    return states;
  };
}
