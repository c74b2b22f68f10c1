import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { Construct } from "constructs";
import { FunctionCode } from "./function-code";
import { MetricAlarm } from "./metric-alarm";
import type { Statement } from "./policy-document";
import { ServiceRole } from "./service-role";

export interface HandlerFunctionProps {
  readonly name: string;
  readonly description: string;
  readonly roleName: string;
  /** The bundle, `index.js`, relative to the working directory. */
  readonly bundle: string;
  /** Files beside the bundle, as JSON, by name. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Further files beside the bundle: their paths, by name. */
  readonly files?: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  /** Inline policies by name, besides what writing its log needs. */
  readonly policies: Readonly<Record<string, readonly Statement[]>>;
  readonly logRetentionDays: number;
  /** Encrypts the log; absent means a key that AWS owns. */
  readonly logKeyArn?: string;
  readonly alarms: { readonly prefix: string; readonly topicArn: string };
}

/** A Lambda function with a role, a log group and alarms of its own. */
export class HandlerFunction extends Construct {
  readonly arn: string;
  /** Known after it exists. */
  readonly functionName: string;

  constructor(scope: Construct, id: string, props: HandlerFunctionProps) {
    super(scope, id);
    const logGroup = new CloudwatchLogGroup(this, "log", {
      name: `/aws/lambda/${props.name}`,
      retentionInDays: props.logRetentionDays,
      kmsKeyId: props.logKeyArn,
    });
    const role = new ServiceRole(this, "role", {
      name: props.roleName,
      description: `What ${props.name} may do`,
      service: "lambda.amazonaws.com",
      policies: { ...props.policies, [`${props.name}-log`]: [writesTo(logGroup.arn)] },
    });
    const code = new FunctionCode(this, "code", {
      name: props.name,
      bundle: props.bundle,
      data: props.data,
      ...(props.files && { files: props.files }),
    });
    const handler = new LambdaFunction(this, "resource", {
      functionName: props.name,
      description: props.description,
      role: role.arn,
      runtime: "nodejs22.x",
      architectures: ["arm64"],
      handler: "index.handler",
      filename: code.path,
      sourceCodeHash: code.sha256,
      memorySize: props.memoryMb,
      timeout: props.timeoutSeconds,
      environment: { variables: { ...props.environment } },
      loggingConfig: { logFormat: "JSON", logGroup: logGroup.name },
      dependsOn: [...role.policies],
    });
    this.arn = handler.arn;
    this.functionName = handler.functionName;
    this.addAlarms(props);
  }

  private addAlarms({ name, alarms }: HandlerFunctionProps): void {
    for (const [metric, meaning] of [
      ["Errors", "failed"],
      ["Throttles", "was throttled"],
    ] as const) {
      new MetricAlarm(this, metric.toLowerCase(), {
        name: `${alarms.prefix}-${name}-${metric.toLowerCase()}`,
        description: `Function ${name} ${meaning}: alerts may be late. Its log group says why.`,
        namespace: "AWS/Lambda",
        metric,
        dimensions: { FunctionName: name },
        topicArn: alarms.topicArn,
      });
    }
  }
}

/** A log stream's name is chosen by Lambda at run time: nothing narrower than the group exists. */
function writesTo(logGroupArn: string): Statement {
  return { Effect: "Allow", Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: `${logGroupArn}:*` };
}
