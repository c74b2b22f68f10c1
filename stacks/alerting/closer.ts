import { arnOf } from "@palisade/engine/arn";
import {
  CHAIN_METRICS,
  CLOSE_SCHEDULE,
  ELSEWHERE_FILE,
  HANDLERS,
  METRICS,
  WATCH_ALARMS,
  type WatchedRegion,
} from "@palisade/functions/platform/requirements";
import type { Construct } from "constructs";
import { MetricAlarm } from "../constructs/metric-alarm";
import { allow } from "../constructs/policy-document";
import type { ForwardingRegion } from "./forwarding-regions";
import { addIncidentFunction, type IncidentChain } from "./incident-function";
import { Schedule } from "./schedule";

/** The function that closes incidents on a schedule, and looks at the alarms of the other regions. */
export function addCloser(scope: Construct, chain: IncidentChain, forwarding: readonly ForwardingRegion[]): void {
  const { config, place, topic } = chain;
  const { names } = config;
  const watched = forwarding.map(({ region, alarmNames }): WatchedRegion => ({ region, alarms: alarmNames }));
  const closer = addIncidentFunction(
    scope,
    "closer",
    {
      name: names.closer,
      role: names.closerRole,
      description: "Closes incidents whose period ended, and says how many more there were",
      requirements: HANDLERS.closeIncidents,
      data: watched.length > 0 ? { [ELSEWHERE_FILE]: watched } : {},
      // Alarms can be listed only all together.
      statements: watched.map(({ region }) =>
        allow([WATCH_ALARMS], arnOf({ ...place, region }, "cloudwatch", "alarm:*")),
      ),
    },
    chain,
  );
  if (watched.length > 0) addAlarmOfOtherRegions(scope, chain);
  new Schedule(scope, "closer-schedule", {
    name: names.closerRule,
    description: "Starts the function that closes incidents",
    expression: CLOSE_SCHEDULE,
    handler: closer,
    handlerName: names.closer,
    alarms: { prefix: names.alarmPrefix, topicArn: topic.arn },
  });
}

function addAlarmOfOtherRegions(scope: Construct, { config, topic }: IncidentChain): void {
  const { names, project } = config;
  new MetricAlarm(scope, "alarms-elsewhere", {
    name: `${names.alarmPrefix}-elsewhere`,
    description: `Alarms of Palisade's own are on in another region, or gone: events from there get lost. The log of ${names.closer} names them.`,
    namespace: METRICS.namespace,
    metric: CHAIN_METRICS.alarmsElsewhere,
    statistic: "Maximum",
    dimensions: { [METRICS.dimension]: project },
    topicArn: topic.arn,
  });
}
