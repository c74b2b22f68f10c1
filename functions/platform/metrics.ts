import type { LogFields } from "@palisade/engine/log";
import { type ACCESS_LOG_METRICS, type CHAIN_METRICS, METRICS } from "./requirements";

type MetricName =
  | (typeof METRICS.names)[number]
  | (typeof ACCESS_LOG_METRICS)[number]
  | (typeof CHAIN_METRICS)[keyof typeof CHAIN_METRICS];
export type Metrics = Readonly<Partial<Record<MetricName, number>>>;

/**
 * Fields of a log line that CloudWatch turns into metrics (embedded metric format), by the project, and once more by each of the line's other
 * fields that `by` names.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function metricFields(project: string, metrics: Metrics, now: number, by: readonly string[] = []): LogFields {
  const { namespace, dimension } = METRICS;
  const definitions = Object.keys(metrics).map((Name) => ({ Name, Unit: "Count" }));
  return {
    [dimension]: project,
    ...metrics,
    _aws: {
      Timestamp: now,
      CloudWatchMetrics: [
        {
          Namespace: namespace,
          Dimensions: [[dimension], ...by.map((field) => [dimension, field])],
          Metrics: definitions,
        },
      ],
    },
  };
}
