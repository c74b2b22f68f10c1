import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
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
  /** Alarms instead when the metric is below one in each of these periods. */
  readonly absent?: Absence;
  /** Undefined in another region, from which no alarm reaches the topic: someone has to look at it. */
  readonly topicArn: string | undefined;
  readonly provider?: AwsProvider;
}

export interface Absence {
  readonly periods: number;
  readonly periodSeconds: number;
  /** Whether no data means that there was nothing, and not that no one counted. */
  readonly isSilenceAbsence: boolean;
}

const PERIOD_SECONDS = 300;

/**
 * For so long an alarm that tells no one stays on: one failure is over in a period, and what looks at it does so once in each, and may
 * fail once.
 */
const PERIODS_TO_BE_SEEN = 3;

/** An alarm that tells the topic when a metric is too high for five minutes, and again when it is over. No data is no alarm, unless it is about absence. */
export class MetricAlarm extends Construct {
  constructor(scope: Construct, id: string, props: MetricAlarmProps) {
    super(scope, id);
    const { absent, topicArn } = props;
    const actions = topicArn === undefined ? {} : { alarmActions: [topicArn], okActions: [topicArn] };
    new CloudwatchMetricAlarm(this, "resource", {
      provider: props.provider,
      alarmName: props.name,
      alarmDescription: props.description,
      namespace: props.namespace,
      metricName: props.metric,
      dimensions: { ...props.dimensions },
      statistic: props.statistic ?? "Sum",
      comparisonOperator: absent ? "LessThanThreshold" : "GreaterThanThreshold",
      threshold: absent ? 1 : (props.above ?? 0),
      period: absent?.periodSeconds ?? PERIOD_SECONDS,
      evaluationPeriods: absent?.periods ?? (topicArn === undefined ? PERIODS_TO_BE_SEEN : 1),
      ...(topicArn === undefined && { datapointsToAlarm: 1 }),
      treatMissingData: absent?.isSilenceAbsence ? "breaching" : "notBreaching",
      ...actions,
    });
  }
}
