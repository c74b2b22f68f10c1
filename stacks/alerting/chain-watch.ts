import { ACCESS_LOG_METRICS, METRICS } from "@palisade/functions/platform/requirements";
import type { Construct } from "constructs";
import { ChainAlarms } from "./chain-alarms";
import { ChainDashboard } from "./chain-dashboard";
import type { ForwardingRegion } from "./forwarding-regions";
import type { IncidentChain } from "./incident-function";

/** Five receives at the queue's visibility timeout: whatever is older has failed or waits for a detector that does not keep up. */
const OLDEST_MESSAGE_SECONDS = 15 * 60;

export interface WatchedRules {
  /** That put events into the detector's queue. */
  readonly events: readonly string[];
  /** That put notifications of new access logs into their queue. */
  readonly accessLogs: readonly string[];
}

/** The dashboard of the whole chain, and the alarms of what functions, channels, schedules and access logs do not watch themselves. */
export function addChainWatch(
  scope: Construct,
  { config, place, settings, topic }: IncidentChain,
  rules: WatchedRules,
  forwarding: readonly ForwardingRegion[],
): void {
  const { names, project } = config;
  const queues = { queue: names.queue, deadLetterQueue: names.deadLetterQueue };
  new ChainAlarms(scope, "alarms", {
    ...queues,
    prefix: names.alarmPrefix,
    topicArn: topic.arn,
    topic: names.topic,
    hasQueues: config.channels.length > 0,
    ruleNames: rules.events,
    oldestMessageSeconds: OLDEST_MESSAGE_SECONDS,
  });
  new ChainDashboard(scope, "dashboard", {
    ...queues,
    name: names.dashboard,
    region: place.region,
    ruleNames: [...rules.events, ...rules.accessLogs],
    forwarding,
    functionNames: settings.pipeline.functions,
    topic: names.topic,
    ...(config.accessLogs && {
      accessLogs: {
        queue: names.accessLogsQueue,
        deadLetterQueue: names.accessLogsDeadLetterQueue,
        counters: ACCESS_LOG_METRICS,
      },
    }),
    counters: { namespace: METRICS.namespace, dimension: METRICS.dimension, value: project, names: METRICS.names },
  });
}
