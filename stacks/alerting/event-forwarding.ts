import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { arnOf, type Place } from "@palisade/engine/arn";
import { Construct } from "constructs";
import { MetricAlarm } from "../constructs/metric-alarm";
import { DeadLetterQueue } from "./dead-letter-queue";
import { EventRules, type RuleSet, ruleArnPatterns } from "./event-rules";

export interface EventForwardingProps {
  /** The region whose events are forwarded. */
  readonly place: Place;
  /** That region's provider. */
  readonly provider?: AwsProvider;
  readonly rules: readonly RuleSet[];
  readonly homeBusArn: string;
  /** May put events on the home bus. */
  readonly roleArn: string;
  readonly deadLetterName: string;
  /** Alarms are named `<prefix>-<what>`, as those at home are. */
  readonly alarmPrefix: string;
}

/** Events appear where the bucket is, or where the service keeps its house: rules there send them to the home region's default bus. */
export class EventForwarding extends Construct {
  readonly ruleNames: readonly string[];
  /** Of alarms that tell no one: they have to be looked at from home. */
  readonly alarmNames: readonly string[];

  constructor(scope: Construct, id: string, props: EventForwardingProps) {
    super(scope, id);
    const { provider, place } = props;
    const deadLetters = new DeadLetterQueue(this, "dead-letters", {
      provider,
      name: props.deadLetterName,
      ruleArns: props.rules.flatMap(({ name }) => ruleArnPatterns(arnOf(place, "events", `rule/${name}`))),
    });
    const target = { arn: props.homeBusArn, roleArn: props.roleArn, deadLetterArn: deadLetters.arn };
    this.ruleNames = props.rules.flatMap((rules) => {
      const description = `Forwards ${rules.subject} from ${place.region} to the home region`;
      return new EventRules(this, `rules-${rules.name}`, { ...rules, provider, description, target }).ruleNames;
    });
    this.alarmNames = this.addAlarms(props);
  }

  private addAlarms({ provider, place, deadLetterName, alarmPrefix }: EventForwardingProps): readonly string[] {
    const shared = { provider, topicArn: undefined };
    const deadLetters = `${alarmPrefix}-dead-letters`;
    new MetricAlarm(this, "dead-letters-alarm", {
      ...shared,
      name: deadLetters,
      description: `Queue ${deadLetterName} in ${place.region} holds events that did not get to the home region. Look at them, then redrive them.`,
      namespace: "AWS/SQS",
      metric: "ApproximateNumberOfMessagesVisible",
      statistic: "Maximum",
      dimensions: { QueueName: deadLetterName },
    });
    const failed = this.ruleNames.map((rule) => {
      const name = `${alarmPrefix}-${rule}-failed`;
      new MetricAlarm(this, `rule-${rule}`, {
        ...shared,
        name,
        description: `Rule ${rule} in ${place.region} heard of events that it could not forward. They are in ${deadLetterName} there where that was possible.`,
        namespace: "AWS/Events",
        metric: "FailedInvocations",
        dimensions: { RuleName: rule },
      });
      return name;
    });
    return [deadLetters, ...failed];
  }
}
