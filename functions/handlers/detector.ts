import { createEngine } from "@palisade/engine/detections/engine/engine";
import { createDedupMinutes } from "@palisade/engine/incidents/dedup-minutes";
import { createStateStore } from "@palisade/engine/incidents/state/create-state-store";
import { createDeployedEnrich } from "../alerts/deployed-enrich";
import { createSnsPublisher } from "../alerts/sns-publisher";
import { createAlertCounter } from "../digest/alert-counter";
import { createDynamoDbDays } from "../digest/dynamodb-days";
import { createDynamoDbStore } from "../incidents/dynamodb-store";
import { createProcessBatch } from "../incidents/process-batch";
import { createRecorder } from "../incidents/recorder";
import { createDynamoDbStateStore } from "../incidents/state/dynamodb-state-store";
import { createDynamoDbTable } from "../incidents/state/dynamodb-table";
import { createDynamoDbClient, createSnsClient } from "../platform/aws-clients";
import { now, sleep } from "../platform/clock";
import { readEnvironment } from "../platform/environment";
import { log } from "../platform/log";
import { HANDLERS } from "../platform/requirements";
import { readSettings } from "../platform/settings-file";

const { incidentsTable: table, topicArn } = readEnvironment(HANDLERS.detector.environment);
const settings = readSettings();
const { project, account, routing } = settings;
const client = createDynamoDbClient();
const store = createDynamoDbStore({ client, table, now });
const state = createDynamoDbStateStore({ client, table, now });
// Without the memory that stands in for the table: it would call everything new.
const seen = createStateStore({ table: createDynamoDbTable({ client, table, now }), now });
const enrich = createDeployedEnrich({ account, state: seen, log, now });
const days = settings.countsAlerts ? createDynamoDbDays({ client, table }) : undefined;
const { counting, saving } = createAlertCounter({ days, now, log });
const publish = counting(createSnsPublisher({ client: createSnsClient(), topicArn, project, routing, enrich, now }));
const recorder = createRecorder({ store, publish, dedupMinutesOf: createDedupMinutes(settings), now, sleep });

export const handler = saving(
  createProcessBatch({ project, engine: createEngine(settings), state, recorder, log, now }),
);
