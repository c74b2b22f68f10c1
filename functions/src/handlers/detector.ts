import { createSnsPublisher } from "../alerts/sns-publisher";
import { createEngine } from "../detections/engine";
import { createDynamoDbStore } from "../incidents/dynamodb-store";
import { createProcessBatch } from "../incidents/process-batch";
import { createRecorder } from "../incidents/recorder";
import { createDynamoDbClient, createSnsClient } from "../platform/aws-clients";
import { now, sleep } from "../platform/clock";
import { readEnvironment } from "../platform/environment";
import { log } from "../platform/log";
import { HANDLERS } from "../platform/requirements";
import { readSettings } from "../platform/settings-file";

const { incidentsTable: table, topicArn } = readEnvironment(HANDLERS.detector.environment);
const settings = readSettings();
const { project, dedupMinutes } = settings;
const store = createDynamoDbStore({ client: createDynamoDbClient(), table, now });
const publish = createSnsPublisher({ client: createSnsClient(), topicArn, project, now });
const recorder = createRecorder({ store, publish, dedupMinutes, now, sleep });

export const handler = createProcessBatch({ project, engine: createEngine(settings), recorder, log, now });
