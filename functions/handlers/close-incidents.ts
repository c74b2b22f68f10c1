import { createDeployedEnrich } from "../alerts/deployed-enrich";
import { createSnsPublisher } from "../alerts/sns-publisher";
import { createAlertCounter } from "../digest/alert-counter";
import { createDynamoDbDays } from "../digest/dynamodb-days";
import { createWatchElsewhere } from "../elsewhere/watch-elsewhere";
import { createCloseRound } from "../incidents/close-round";
import { createDynamoDbStore } from "../incidents/dynamodb-store";
import { createDynamoDbClient, createSnsClient } from "../platform/aws-clients";
import { now, sleep } from "../platform/clock";
import { readEnvironment } from "../platform/environment";
import { log } from "../platform/log";
import { once } from "../platform/once";
import { HANDLERS } from "../platform/requirements";
import { readElsewhere, readSettings } from "../platform/settings-file";

const { incidentsTable: table, topicArn } = readEnvironment(HANDLERS.closeIncidents.environment);
const { project, account, routing, countsAlerts } = readSettings();
const client = createDynamoDbClient();
const store = createDynamoDbStore({ client, table, now });
const enrich = createDeployedEnrich({ account, log, now });
const days = countsAlerts ? createDynamoDbDays({ client, table }) : undefined;
const { counting, saving } = createAlertCounter({ days, now, log });
const publish = counting(createSnsPublisher({ client: createSnsClient(), topicArn, project, routing, enrich, now }));

const close = saving(createCloseRound({ project, hasDigest: countsAlerts === true, store, publish, now, sleep, log }));

const loadStates = once(async () => (await import("../elsewhere/aws-alarm-states")).createAwsAlarmStates());
const watch = createWatchElsewhere({
  project,
  regions: readElsewhere(),
  states: async (watched) => (await loadStates())(watched),
  now,
  log,
});

/** Neither keeps the other from its work; one that failed makes the round fail. */
export async function handler(): Promise<void> {
  const rounds = await Promise.allSettled([close(), watch()]);
  for (const round of rounds) if (round.status === "rejected") throw round.reason;
}
