import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { Construct } from "constructs";
import type { HandlerFunction } from "../constructs/handler-function";
import { MetricAlarm } from "../constructs/metric-alarm";

export interface ScheduleProps {
  readonly name: string;
  readonly description: string;
  /** As in `rate(5 minutes)`. */
  readonly expression: string;
  readonly handler: HandlerFunction;
  /** As it is known before it exists. */
  readonly handlerName: string;
  readonly alarms: { readonly prefix: string; readonly topicArn: string };
}

/** A start that failed is tried again until the next ones have made up for it. */
const LATEST_SECONDS = 15 * 60;
const MOST_RETRIES = 10;

/** Several starts of the most frequent schedule. */
const NOT_STARTED_MINUTES = 30;

/** Starts a function again and again, every few minutes, and says when it does not. */
export class Schedule extends Construct {
  constructor(scope: Construct, id: string, props: ScheduleProps) {
    super(scope, id);
    const rule = new CloudwatchEventRule(this, "resource", {
      name: props.name,
      description: props.description,
      scheduleExpression: props.expression,
    });
    new LambdaPermission(this, "permission", {
      statementId: "Schedule",
      action: "lambda:InvokeFunction",
      functionName: props.handler.functionName,
      principal: "events.amazonaws.com",
      sourceArn: rule.arn,
    });
    new CloudwatchEventTarget(this, "target", {
      rule: rule.name,
      arn: props.handler.arn,
      // No dead letters: the next start does the same work.
      retryPolicy: { maximumEventAgeInSeconds: LATEST_SECONDS, maximumRetryAttempts: MOST_RETRIES },
    });
    new MetricAlarm(this, "failed", {
      name: `${props.alarms.prefix}-${props.name}-failed`,
      description: `Rule ${props.name} could not start ${props.handlerName}: may it invoke the function?`,
      namespace: "AWS/Events",
      metric: "FailedInvocations",
      dimensions: { RuleName: props.name },
      topicArn: props.alarms.topicArn,
    });
    new MetricAlarm(this, "not-started", {
      name: `${props.alarms.prefix}-${props.handlerName}-not-started`,
      description: `Function ${props.handlerName} has not been started for ${NOT_STARTED_MINUTES} minutes: is rule ${props.name} there, and enabled?`,
      namespace: "AWS/Lambda",
      metric: "Invocations",
      dimensions: { FunctionName: props.handlerName },
      absent: { periods: NOT_STARTED_MINUTES / 5, periodSeconds: 300, isSilenceAbsence: true },
      topicArn: props.alarms.topicArn,
    });
  }
}
