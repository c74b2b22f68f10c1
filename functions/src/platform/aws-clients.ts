import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SNSClient } from "@aws-sdk/client-sns";

/** The queue is the long retry: a call that hangs must leave time to report the batch's failures. */
const IMPATIENT = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true },
} as const;

export function createDynamoDbClient(): DynamoDBClient {
  return new DynamoDBClient(IMPATIENT);
}

export function createSnsClient(): SNSClient {
  return new SNSClient(IMPATIENT);
}
