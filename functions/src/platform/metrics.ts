import type { LogFields } from "./log";
import { METRICS } from "./requirements";

export type Metrics = Readonly<Partial<Record<(typeof METRICS.names)[number], number>>>;

/**
 * Fields of a log line that CloudWatch turns into metrics (embedded metric format).
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function metricFields(project: string, metrics: Metrics, now: number): LogFields {
  const { namespace, dimension } = METRICS;
  const definitions = Object.keys(metrics).map((Name) => ({ Name, Unit: "Count" }));
  return {
    [dimension]: project,
    ...metrics,
    _aws: {
      Timestamp: now,
      CloudWatchMetrics: [{ Namespace: namespace, Dimensions: [[dimension]], Metrics: definitions }],
    },
  };
}
