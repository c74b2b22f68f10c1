import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard";
import { Construct } from "constructs";

export interface ChainDashboardProps {
  readonly name: string;
  readonly region: string;
  /** Rules of the home region. */
  readonly ruleNames: readonly string[];
  /** Rules that forward from other regions. */
  readonly forwarding: readonly { readonly region: string; readonly ruleNames: readonly string[] }[];
  readonly queue: string;
  readonly deadLetterQueue: string;
  readonly functionNames: readonly string[];
  readonly topic: string;
  /** What reads server access logs, where something does; its counters have the dimension of the others. */
  readonly accessLogs?: {
    readonly queue: string;
    readonly deadLetterQueue: string;
    readonly counters: readonly string[];
  };
  /** Counters of our own, all with one dimension. */
  readonly counters: {
    readonly namespace: string;
    readonly dimension: string;
    readonly value: string;
    readonly names: readonly string[];
  };
}

/** Namespace, metric, dimension, its value, options. */
type Metric = readonly [string, string, string, string, { readonly region?: string; readonly stat?: string }?];

const WIDTH = 12;
const HEIGHT = 6;

/** One page that follows an event along the chain: matched, forwarded, queued, handled, told. */
export class ChainDashboard extends Construct {
  constructor(scope: Construct, id: string, props: ChainDashboardProps) {
    super(scope, id);
    const widgets = charts(props).map(({ title, metrics }, index) => ({
      type: "metric",
      x: (index % 2) * WIDTH,
      y: Math.floor(index / 2) * HEIGHT,
      width: WIDTH,
      height: HEIGHT,
      properties: { title, metrics, region: props.region, view: "timeSeries", stat: "Sum", period: 300 },
    }));
    new CloudwatchDashboard(this, "resource", {
      dashboardName: props.name,
      dashboardBody: JSON.stringify({ widgets }),
    });
  }
}

function charts(props: ChainDashboardProps): readonly { title: string; metrics: readonly Metric[] }[] {
  const { queue, deadLetterQueue, topic, counters, accessLogs } = props;
  const counter = (name: string): Metric => [counters.namespace, name, counters.dimension, counters.value];
  const rules = (metric: string): Metric[] => [
    ...props.ruleNames.map((rule): Metric => ["AWS/Events", metric, "RuleName", rule]),
    ...props.forwarding.flatMap(({ region, ruleNames }) =>
      ruleNames.map((rule): Metric => ["AWS/Events", metric, "RuleName", rule, { region }]),
    ),
  ];
  const functions = (metric: string): Metric[] =>
    props.functionNames.map((name): Metric => ["AWS/Lambda", metric, "FunctionName", name]);
  return [
    { title: "Events that matched a rule", metrics: rules("MatchedEvents") },
    { title: "Events that a rule could not deliver", metrics: rules("FailedInvocations") },
    {
      title: "Queue: oldest message (seconds) and messages waiting",
      metrics: waiting(queue),
    },
    {
      title: "Dead letters",
      metrics: [
        deadLetters(deadLetterQueue),
        ...props.forwarding.map(({ region }) => deadLetters(deadLetterQueue, region)),
      ],
    },
    { title: "Functions: invocations", metrics: functions("Invocations") },
    { title: "Functions: errors and throttles", metrics: [...functions("Errors"), ...functions("Throttles")] },
    {
      title: "Detector: events matched and skipped, alerts published",
      metrics: counters.names.map(counter),
    },
    {
      title: "Topic: messages published and not delivered",
      metrics: [
        ["AWS/SNS", "NumberOfMessagesPublished", "TopicName", topic],
        ["AWS/SNS", "NumberOfNotificationsFailed", "TopicName", topic],
      ],
    },
    ...(accessLogs
      ? [
          { title: "Access logs: logs and lines read, gone, malformed", metrics: accessLogs.counters.map(counter) },
          {
            title: "Access logs: oldest waiting (seconds), waiting and dead",
            metrics: [...waiting(accessLogs.queue), deadLetters(accessLogs.deadLetterQueue)],
          },
        ]
      : []),
  ];
}

function waiting(queue: string): readonly Metric[] {
  return [
    ["AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", queue, { stat: "Maximum" }],
    ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", queue, { stat: "Maximum" }],
  ];
}

function deadLetters(queue: string, region?: string): Metric {
  return [
    "AWS/SQS",
    "ApproximateNumberOfMessagesVisible",
    "QueueName",
    queue,
    { stat: "Maximum", ...(region !== undefined && { region }) },
  ];
}
