import { PublishCommand } from "@aws-sdk/client-sns";
import { createAwsChainHealth } from "../digest/aws-chain-health";
import { digestMessage } from "../digest/digest-message";
import { createDigestRound } from "../digest/digest-round";
import { createDynamoDbDays } from "../digest/dynamodb-days";
import { createDynamoDbHeldAlerts } from "../digest/dynamodb-held-alerts";
import { createDynamoDbStore } from "../incidents/dynamodb-store";
import { createDynamoDbClient, createSnsClient } from "../platform/aws-clients";
import { now } from "../platform/clock";
import { readEnvironment } from "../platform/environment";
import { log } from "../platform/log";
import { HANDLERS } from "../platform/requirements";
import { readDigestSettings } from "../platform/settings-file";

const { incidentsTable: table, topicArn } = readEnvironment(HANDLERS.digest.environment);
const client = createDynamoDbClient();
const sns = createSnsClient();

export const handler = createDigestRound({
  settings: readDigestSettings(),
  days: createDynamoDbDays({ client, table }),
  incidents: createDynamoDbStore({ client, table, now }),
  held: createDynamoDbHeldAlerts({ client, table }),
  health: createAwsChainHealth(),
  publish: async (digest, channels) => {
    await sns.send(new PublishCommand(digestMessage(digest, topicArn, channels)));
  },
  now,
  log,
});
