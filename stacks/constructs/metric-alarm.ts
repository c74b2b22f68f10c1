import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";

export interface MetricAlarmProps {
  readonly name: string;
  readonly description: string;
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** @default "Sum" */
  readonly statistic?: "Sum" | "Maximum";
  /** Alarms when the metric is above it. @default 0 */
  readonly above?: number;
  readonly topicArn: string;
}

const PERIOD_SECONDS = 300;

/** An alarm that tells the topic when a metric is too high for five minutes, and again when it is over. No data is no alarm. */
export class MetricAlarm extends Construct {
  constructor(scope: Construct, id: string, props: MetricAlarmProps) {
    super(scope, id);
    new CloudwatchMetricAlarm(this, "resource", {
      alarmName: props.name,
      alarmDescription: props.description,
      namespace: props.namespace,
      metricName: props.metric,
      dimensions: { ...props.dimensions },
      statistic: props.statistic ?? "Sum",
      comparisonOperator: "GreaterThanThreshold",
      threshold: props.above ?? 0,
      period: PERIOD_SECONDS,
      evaluationPeriods: 1,
      treatMissingData: "notBreaching",
      alarmActions: [props.topicArn],
      okActions: [props.topicArn],
    });
  }
}
