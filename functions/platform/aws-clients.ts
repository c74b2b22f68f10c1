import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SNSClient } from "@aws-sdk/client-sns";
import { FAIL_FAST } from "./fail-fast";

export function createDynamoDbClient(): DynamoDBClient {
  return new DynamoDBClient(FAIL_FAST);
}

export function createSnsClient(): SNSClient {
  return new SNSClient(FAIL_FAST);
}
