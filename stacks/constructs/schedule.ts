import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { Construct } from "constructs";
import type { HandlerFunction } from "./handler-function";

export interface ScheduleProps {
  readonly name: string;
  readonly description: string;
  /** As in `rate(5 minutes)`. */
  readonly expression: string;
  readonly handler: HandlerFunction;
}

/** Starts a function again and again. */
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
    new CloudwatchEventTarget(this, "target", { rule: rule.name, arn: props.handler.arn });
  }
}
