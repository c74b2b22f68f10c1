import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SNSClient } from "@aws-sdk/client-sns";
import { IMPATIENT } from "./impatient";

export function createDynamoDbClient(): DynamoDBClient {
  return new DynamoDBClient(IMPATIENT);
}

export function createSnsClient(): SNSClient {
  return new SNSClient(IMPATIENT);
}
