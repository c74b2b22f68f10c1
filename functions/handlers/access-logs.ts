import { compileEngine } from "@palisade/engine/detections/engine/compile-engine";
import { enabledAccessLogDetections } from "@palisade/engine/detections/registry";
import { parseAccessLogLine } from "@palisade/engine/events/access-log/parse-line";
import { createDedupMinutes } from "@palisade/engine/incidents/dedup-minutes";
import { createStateStore } from "@palisade/engine/incidents/state/create-state-store";
import { createProcessLogs } from "../access-logs/process-logs";
import { createS3Logs } from "../access-logs/s3-logs";
import { createDeployedEnrich } from "../alerts/deployed-enrich";
import { createSnsPublisher } from "../alerts/sns-publisher";
import { createAlertCounter } from "../digest/alert-counter";
import { createDynamoDbDays } from "../digest/dynamodb-days";
import { createDynamoDbStore } from "../incidents/dynamodb-store";
import { createRecorder } from "../incidents/recorder";
import { createDynamoDbStateStore } from "../incidents/state/dynamodb-state-store";
import { createDynamoDbTable } from "../incidents/state/dynamodb-table";
import { createDynamoDbClient, createSnsClient } from "../platform/aws-clients";
import { now, sleep } from "../platform/clock";
import { readEnvironment } from "../platform/environment";
import { log } from "../platform/log";
import { HANDLERS } from "../platform/requirements";
import { createS3Clients } from "../platform/s3-clients";
import { readSettings } from "../platform/settings-file";

const { incidentsTable: table, topicArn } = readEnvironment(HANDLERS.accessLogs.environment);
const settings = readSettings();
const { project, account, routing } = settings;
const client = createDynamoDbClient();
const store = createDynamoDbStore({ client, table, now });
// Without the memory that stands in for the table: it would call everything new.
const seen = createStateStore({ table: createDynamoDbTable({ client, table, now }), now });
const enrich = createDeployedEnrich({ account, state: seen, log, now });
const days = settings.countsAlerts ? createDynamoDbDays({ client, table }) : undefined;
const { counting, saving } = createAlertCounter({ days, now, log });
const publish = counting(createSnsPublisher({ client: createSnsClient(), topicArn, project, routing, enrich, now }));
const dedupMinutesOf = createDedupMinutes(settings);

export const handler = saving(
  createProcessLogs({
    project,
    engine: compileEngine(settings, enabledAccessLogDetections(settings)),
    state: createDynamoDbStateStore({ client, table, now }),
    recorder: createRecorder({ store, publish, dedupMinutesOf, now, sleep }),
    openLog: createS3Logs({ clientOf: createS3Clients() }),
    parseLine: parseAccessLogLine,
    dedupMinutesOf,
    log,
    now,
  }),
);
