import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Construct } from "constructs";
import { nthName } from "../../config/derived/nth-name";

/** What to listen for. */
export interface RuleSet {
  /** The first rule's name; the others are `-2`, `-3`. */
  readonly name: string;
  /** What the patterns select, in words that follow "tells of": `refused requests to protected buckets`. */
  readonly subject: string;
  /** One rule each. */
  readonly patterns: readonly unknown[];
  /** Whether calls that only read settings must arrive: EventBridge keeps these from ordinary rules. @default false */
  readonly hearsManagementReads?: boolean;
}

export interface EventRulesProps extends Omit<RuleSet, "subject"> {
  readonly description: string;
  readonly target: RuleTarget;
  readonly provider?: AwsProvider;
}

export interface RuleTarget {
  readonly arn: string;
  /** Where the target needs one: a bus in another region does. */
  readonly roleArn?: string;
  /** In the rule's own region. */
  readonly deadLetterArn?: string;
}

/** EventBridge takes no longer pattern; white space counts. */
export const MAX_PATTERN_CHARACTERS = 4096;

/** Rules on the default bus, one for each pattern, that all send to one target. */
export class EventRules extends Construct {
  readonly ruleNames: readonly string[];

  constructor(scope: Construct, id: string, props: EventRulesProps) {
    super(scope, id);
    this.ruleNames = props.patterns.map((pattern, index) => this.addRule(props, pattern, index));
  }

  private addRule(props: EventRulesProps, pattern: unknown, index: number): string {
    const { provider, target } = props;
    const name = nthName(props.name, index);
    const rule = new CloudwatchEventRule(this, nthName("rule", index), {
      provider,
      name,
      description: props.description,
      eventPattern: patternText(name, pattern),
      ...(props.hearsManagementReads && { state: "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS" }),
    });
    new CloudwatchEventTarget(this, nthName("target", index), {
      provider,
      rule: rule.name,
      arn: target.arn,
      roleArn: target.roleArn,
      // EventBridge's own defaults, said aloud: a day of retries, then the dead letters.
      retryPolicy: { maximumEventAgeInSeconds: 24 * 60 * 60, maximumRetryAttempts: 185 },
      ...(target.deadLetterArn !== undefined && { deadLetterConfig: { arn: target.deadLetterArn } }),
    });
    return name;
  }
}

/** The ARNs of a name's rules however many there are: a queue's policy has no room to list hundreds. */
export function ruleArnPatterns(ruleArn: string): readonly string[] {
  return [ruleArn, `${ruleArn}-*`];
}

function patternText(name: string, pattern: unknown): string {
  const text = JSON.stringify(pattern);
  if (text.length > MAX_PATTERN_CHARACTERS) {
    throw new Error(
      `rule ${name}: pattern has ${text.length} characters, expected at most ${MAX_PATTERN_CHARACTERS}, fix: listen to fewer alerts.eventNames`,
    );
  }
  return text;
}
