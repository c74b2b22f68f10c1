import { createDeployedEnrich } from "../alerts/deployed-enrich";
import { createSnsPublisher } from "../alerts/sns-publisher";
import { createAlertCounter } from "../digest/alert-counter";
import { createDynamoDbDays } from "../digest/dynamodb-days";
import { createCloseRound } from "../incidents/close-round";
import { createDynamoDbStore } from "../incidents/dynamodb-store";
import { createDynamoDbClient, createSnsClient } from "../platform/aws-clients";
import { now, sleep } from "../platform/clock";
import { readEnvironment } from "../platform/environment";
import { log } from "../platform/log";
import { HANDLERS } from "../platform/requirements";
import { readSettings } from "../platform/settings-file";

const { incidentsTable: table, topicArn } = readEnvironment(HANDLERS.closeIncidents.environment);
const { project, account, routing, countsAlerts } = readSettings();
const client = createDynamoDbClient();
const store = createDynamoDbStore({ client, table, now });
const enrich = createDeployedEnrich({ account, log, now });
const days = countsAlerts ? createDynamoDbDays({ client, table }) : undefined;
const { counting, saving } = createAlertCounter({ days, now, log });
const publish = counting(createSnsPublisher({ client: createSnsClient(), topicArn, project, routing, enrich, now }));

export const handler = saving(createCloseRound({ project, store, publish, now, sleep, log }));
