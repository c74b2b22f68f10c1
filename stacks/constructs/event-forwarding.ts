import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Construct } from "constructs";
import { DeadLetterQueue } from "./dead-letter-queue";
import { EventRules, type RuleSet, ruleArnPatterns } from "./event-rules";
import { arn, type Place } from "./place";

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
}

/** Events appear where the bucket is, or where the service keeps its house: rules there send them to the home region's default bus. */
export class EventForwarding extends Construct {
  readonly ruleNames: readonly string[];

  constructor(scope: Construct, id: string, props: EventForwardingProps) {
    super(scope, id);
    const { provider, place } = props;
    const deadLetters = new DeadLetterQueue(this, "dead-letters", {
      provider,
      name: props.deadLetterName,
      ruleArns: props.rules.flatMap(({ name }) => ruleArnPatterns(arn(place, "events", `rule/${name}`))),
    });
    const target = { arn: props.homeBusArn, roleArn: props.roleArn, deadLetterArn: deadLetters.arn };
    this.ruleNames = props.rules.flatMap((rules) => {
      const description = `Forwards ${rules.subject} from ${place.region} to the home region`;
      return new EventRules(this, `rules-${rules.name}`, { ...rules, provider, description, target }).ruleNames;
    });
  }
}
