import { DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import { CreateSecretCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { alertJson } from "@palisade/engine/alerts/text/json";
import { describeBundle, TABLE } from "../../testing/describe-bundle";
import { anAlert } from "../../testing/fixtures/alert-fixture";

/** Where a secret points, no alert is sent: so the bundle shows what it reads, records and gives up, without a vendor. */
const INSIDE = "https://10.0.0.1/hook";

describeBundle("notifier", ({ options, call }) => {
  beforeAll(async () => {
    const ssm = new SSMClient(options());
    await ssm.send(new PutParameterCommand({ Name: "/palisade/slack", Type: "SecureString", Value: `${INSIDE}\n` }));
    const secrets = new SecretsManagerClient(options());
    await secrets.send(new CreateSecretCommand({ Name: "palisade/slack", SecretString: INSIDE }));
  }, 60_000);

  const run = async (name: string, webhook: string, table = TABLE) => {
    const sqs = new SQSClient(options());
    const [queueUrl = "", deadLetterUrl = ""] = await Promise.all(
      [name, `${name}-dead`].map(async (QueueName) => {
        const { QueueUrl = "" } = await sqs.send(new CreateQueueCommand({ QueueName }));
        return QueueUrl;
      }),
    );
    await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: alertJson(anAlert(), 1024) }));
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: queueUrl, VisibilityTimeout: 0 }));
    const records = Messages.map(({ MessageId, ReceiptHandle, Body }) => ({
      messageId: MessageId,
      receiptHandle: ReceiptHandle,
      body: Body,
      attributes: { ApproximateReceiveCount: "1" },
    }));
    const { stdout } = call({
      settings: { project: "palisade", name, channel: { kind: "slack", webhook }, rateCap: 60 },
      event: { Records: records },
      environment: { INCIDENTS_TABLE: table, QUEUE_URL: queueUrl, DEAD_LETTER_QUEUE_URL: deadLetterUrl },
    });
    const dead = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: deadLetterUrl, MessageAttributeNames: ["All"], VisibilityTimeout: 0 }),
    );
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ["ApproximateNumberOfMessagesNotVisible"] }),
    );
    return {
      stdout,
      hidden: Attributes?.["ApproximateNumberOfMessagesNotVisible"],
      response: JSON.parse(stdout.trim().split("\n").at(-1) ?? ""),
      reason: dead.Messages?.[0]?.MessageAttributes?.["reason"]?.StringValue,
    };
  };

  it.each([
    ["ssm", "ssm:/palisade/slack"],
    ["secrets-manager", "secretsmanager:palisade/slack"],
  ])("reads its secret from %s, and sends nothing inside", async (name, webhook) => {
    const { response, reason, stdout } = await run(name, webhook);
    expect(reason).toBe("the address points inside, not at the internet");
    expect(response).toEqual({ batchItemFailures: [] });
    expect(stdout).not.toContain("10.0.0.1");
    const { Items = [] } = await new DynamoDBClient(options()).send(new ScanCommand({ TableName: TABLE }));
    expect(Items.find((item) => item["channel"]?.S === name)).toMatchObject({ state: { S: "refused" } });
  });

  it.each([
    ["ssm-gone", "ssm:/palisade/gone"],
    ["secrets-manager-gone", "secretsmanager:palisade/gone"],
  ])("names a secret that does not exist: %s", async (name, webhook) => {
    expect(await run(name, webhook)).toMatchObject({
      reason: `secret ${webhook} does not exist`,
      response: { batchItemFailures: [] },
    });
  });

  it("hides what may succeed later, and gives it back to the queue", async () => {
    const { response, hidden, reason, stdout } = await run("later", "ssm:/palisade/slack", "no-such-table");
    expect(response.batchItemFailures).toHaveLength(1);
    expect({ hidden, reason }).toEqual({ hidden: "1", reason: undefined });
    expect(stdout).toContain("the incidents table is out of reach: ResourceNotFoundException");
  });
});
