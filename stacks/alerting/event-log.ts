import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { CloudwatchLogResourcePolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-resource-policy";
import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { arnOf, type Place } from "@palisade/engine/arn";
import { Construct } from "constructs";
import { policyDocument } from "../constructs/policy-document";
import { EventRules, ruleArnPatterns } from "./event-rules";

export interface EventLogProps {
  readonly place: Place;
  /** Begins with `/aws/events/`. */
  readonly logGroupName: string;
  readonly ruleName: string;
  /** What to write. */
  readonly patterns: readonly unknown[];
  readonly retentionDays: number;
  readonly provider?: AwsProvider;
}

/** Writes CloudTrail events into a log group, to see what arrives before a narrower pattern filters it. */
export class EventLog extends Construct {
  constructor(scope: Construct, id: string, props: EventLogProps) {
    super(scope, id);
    const { provider, place } = props;
    const logGroup = new CloudwatchLogGroup(this, "log", {
      provider,
      name: props.logGroupName,
      retentionInDays: props.retentionDays,
    });
    // EventBridge writes as both, and makes streams without saying for which rule.
    const eventBridge = {
      Effect: "Allow",
      Principal: { Service: ["events.amazonaws.com", "delivery.logs.amazonaws.com"] },
      Resource: `${logGroup.arn}:*`,
    } as const;
    new CloudwatchLogResourcePolicy(this, "policy", {
      provider,
      policyName: props.ruleName,
      policyDocument: policyDocument([
        { ...eventBridge, Action: "logs:CreateLogStream" },
        {
          ...eventBridge,
          Action: "logs:PutLogEvents",
          Condition: {
            ArnLike: { "aws:SourceArn": ruleArnPatterns(arnOf(place, "events", `rule/${props.ruleName}`)) },
          },
        },
      ]),
    });
    new EventRules(this, "rules", {
      provider,
      name: props.ruleName,
      description: "Every event of the protected buckets, for debugging",
      patterns: props.patterns,
      target: { arn: logGroup.arn },
    });
  }
}
