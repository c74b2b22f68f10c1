import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { IAMClient } from "@aws-sdk/client-iam";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { S3Client } from "@aws-sdk/client-s3";
import { SQSClient } from "@aws-sdk/client-sqs";
import { STSClient } from "@aws-sdk/client-sts";

/** Clients of the emulator, all with keys that it knows no one by. */
export interface AwsClients {
  readonly events: EventBridgeClient;
  readonly iam: IAMClient;
  readonly lambda: LambdaClient;
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  readonly sts: STSClient;
  /** Services whose client the tests do not have: one call by its protocol's own form. */
  readonly call: (service: CalledService, action: string, input: Readonly<Record<string, unknown>>) => Promise<string>;
  readonly destroy: () => void;
}

type CalledService = "sns" | keyof typeof JSON_TARGETS;

/** What stands before an operation's name in the header of services that speak JSON. */
const JSON_TARGETS = {
  dynamodb: "DynamoDB_20120810",
  glue: "AWSGlue",
  ssm: "AmazonSSM",
  secretsmanager: "secretsmanager",
} as const;

export const TEST_CREDENTIALS = { accessKeyId: "test", secretAccessKey: "test" } as const;

export function createAwsClients(endpoint: string, region: string): AwsClients {
  const options = { endpoint, region, credentials: TEST_CREDENTIALS };
  const clients = {
    events: new EventBridgeClient(options),
    iam: new IAMClient(options),
    lambda: new LambdaClient(options),
    s3: new S3Client(options),
    sqs: new SQSClient(options),
    sts: new STSClient(options),
  };
  return {
    ...clients,
    call: (service, action, input) => call(endpoint, region, service, action, input),
    destroy: () => {
      for (const client of Object.values(clients)) client.destroy();
    },
  };
}

async function call(
  endpoint: string,
  region: string,
  service: CalledService,
  action: string,
  input: Readonly<Record<string, unknown>>,
): Promise<string> {
  const scope = `AWS4-HMAC-SHA256 Credential=test/20260101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=none`;
  const request =
    service === "sns"
      ? {
          type: "application/x-www-form-urlencoded",
          body: new URLSearchParams({ Action: action, ...input }).toString(),
        }
      : {
          type: "application/x-amz-json-1.1",
          body: JSON.stringify(input),
          headers: { "x-amz-target": `${JSON_TARGETS[service]}.${action}` },
        };
  const response = await fetch(endpoint, {
    method: "POST",
    headers: { authorization: scope, "content-type": request.type, ...request.headers },
    body: request.body,
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${service} ${action}: ${response.status} ${text}`);
  return text;
}
