import { openChannel } from "@palisade/engine/channels/open-channel";
import { createAwsSecrets } from "../delivery/aws-secrets";
import { createDeliver } from "../delivery/deliver";
import { createDynamoDbDeliveries } from "../delivery/dynamodb-deliveries";
import { createSender } from "../delivery/http-sender";
import { createNotifyBatch } from "../delivery/notify-batch";
import { createSecrets } from "../delivery/secrets";
import { createSigningSender } from "../delivery/signing-sender";
import { createDynamoDbClient } from "../platform/aws-clients";
import { now, sleep } from "../platform/clock";
import { readEnvironment } from "../platform/environment";
import { log } from "../platform/log";
import { once } from "../platform/once";
import { CHANNEL_QUEUE, HANDLERS } from "../platform/requirements";
import { readNotifierSettings } from "../platform/settings-file";
import { lambdaCredentials } from "../platform/sign-request";

const { incidentsTable: table, queueUrl, deadLetterUrl } = readEnvironment(HANDLERS.notifier.environment);
const settings = readNotifierSettings();
const { name } = settings;
const fetchSecret = createAwsSecrets({
  ssm: once(async () => (await import("../delivery/read-parameter")).createParameterReader()),
  secretsManager: once(async () => (await import("../delivery/read-secret")).createSecretReader()),
});
const loadQueue = once(async () => {
  const { createSqsChannelQueue } = await import("../delivery/sqs-channel-queue");
  return createSqsChannelQueue({ queueUrl, deadLetterUrl, channel: name });
});

export const handler = createNotifyBatch({
  channel: name,
  deliver: createDeliver({
    settings,
    channel: openChannel(settings, { now }),
    store: createDynamoDbDeliveries({ client: createDynamoDbClient(), table, channel: name, now }),
    secrets: createSecrets(fetchSecret, now),
    send: createSigningSender({ send: createSender(), credentials: () => lambdaCredentials(process.env), now }),
    loadQueue,
    now,
    sleep,
  }),
  loadQueue,
  log,
  maxReceives: CHANNEL_QUEUE.maxReceiveCount,
});
