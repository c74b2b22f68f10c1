import { CloudTrailClient } from "@aws-sdk/client-cloudtrail";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { IAMClient } from "@aws-sdk/client-iam";
import { KMSClient } from "@aws-sdk/client-kms";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { S3Client } from "@aws-sdk/client-s3";
import { SchedulerClient } from "@aws-sdk/client-scheduler";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { SSMClient } from "@aws-sdk/client-ssm";
import { STSClient } from "@aws-sdk/client-sts";
import { type Answer, answerOfError, found } from "./answer";
import type { Question } from "./question";

/** By the prefix of their IAM actions. */
const CLIENTS = {
  cloudtrail: CloudTrailClient,
  cloudwatch: CloudWatchClient,
  dynamodb: DynamoDBClient,
  events: EventBridgeClient,
  iam: IAMClient,
  kms: KMSClient,
  lambda: LambdaClient,
  s3: S3Client,
  scheduler: SchedulerClient,
  secretsmanager: SecretsManagerClient,
  sns: SNSClient,
  sqs: SQSClient,
  ssm: SSMClient,
  sts: STSClient,
};

export type Service = keyof typeof CLIENTS;

/** The account, asked one question at a time. */
export interface Aws {
  /** Never throws. */
  readonly ask: <Output>(service: Service, region: string, question: Question<Output>) => Promise<Answer<Output>>;
}

export interface LiveAws extends Aws {
  /** For code that brings its own questions. */
  readonly dynamoDb: (region: string) => DynamoDBClient;
  /** The caller's own, for requests that no client makes. */
  readonly credentials: (region: string) => ReturnType<STSClient["config"]["credentials"]>;
  readonly destroy: () => void;
}

interface Client {
  readonly send: (question: never) => Promise<unknown>;
  readonly destroy: () => void;
}

/** What one question may take. */
const PATIENCE = { connectionTimeout: 5000, requestTimeout: 20_000, throwOnRequestTimeout: true } as const;

/** Asks with whatever credentials the SDK finds: environment, profile, SSO, instance. */
export function createAws(): LiveAws {
  const clients = new Map<string, Client>();
  const clientOf = (service: Service, region: string): Client => {
    const key = `${service} ${region}`;
    const client: Client =
      clients.get(key) ?? new CLIENTS[service]({ region, maxAttempts: 4, requestHandler: PATIENCE });
    clients.set(key, client);
    return client;
  };
  return {
    ask: async <Output>(service: Service, region: string, question: Question<Output>) => {
      try {
        return found((await clientOf(service, region).send(question as never)) as Output);
      } catch (error) {
        return answerOfError(error, `${service}:${operationOf(question)}`);
      }
    },
    dynamoDb: (region) => clientOf("dynamodb", region) as Client & DynamoDBClient,
    credentials: (region) => (clientOf("sts", region) as Client & STSClient).config.credentials(),
    destroy: () => {
      for (const client of clients.values()) client.destroy();
    },
  };
}

/** `GetQueueUrl` of a GetQueueUrlCommand. */
export function operationOf(question: object): string {
  return question.constructor.name.replace(/Command$/, "");
}
