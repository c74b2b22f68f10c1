import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { CreateTableCommand, DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
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
import { freePort, untilItAnswers } from "../../testing/emulators/local-server";
import { anAlert } from "../../testing/fixtures/alert-fixture";
import { INCIDENTS_TABLE } from "../platform/requirements";

const functions = path.join(__dirname, "..");
const bundle = path.join(functions, "dist/notifier/index.js");
const emulator = spawnSync("which", ["moto_server"], { encoding: "utf8" }).stdout.trim();

/** Where a secret points, no alert is sent: so the bundle shows what it reads, records and gives up, without a vendor. */
const INSIDE = "https://10.0.0.1/hook";

describe("the notifier's bundle against an emulator", () => {
  if (emulator === "") {
    it("is skipped: no moto_server to run against", () => expect(emulator).toBe(""));
    return;
  }
  let folder = "";
  let server: ChildProcess | undefined;
  let endpoint = "";
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const options = () => ({ endpoint, region: "eu-central-1", credentials });

  beforeAll(async () => {
    execFileSync(process.execPath, [path.join(functions, "../tools/build/build.mjs"), "functions"]);
    folder = mkdtempSync(path.join(tmpdir(), "palisade-notifier-"));
    const port = await freePort();
    endpoint = `http://127.0.0.1:${port}`;
    server = spawn(emulator, ["-H", "127.0.0.1", "-p", String(port)], { stdio: "ignore" });
    await untilItAnswers(`${endpoint}/moto-api/`);
    await createTable(new DynamoDBClient(options()));
    const ssm = new SSMClient(options());
    await ssm.send(new PutParameterCommand({ Name: "/palisade/slack", Type: "SecureString", Value: `${INSIDE}\n` }));
    const secrets = new SecretsManagerClient(options());
    await secrets.send(new CreateSecretCommand({ Name: "palisade/slack", SecretString: INSIDE }));
  }, 60_000);

  afterAll(() => {
    server?.kill("SIGKILL");
    rmSync(folder, { recursive: true });
  });

  const run = async (name: string, webhook: string, table = "incidents") => {
    const sqs = new SQSClient(options());
    const [queueUrl, deadLetterUrl] = await Promise.all(
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
    copyFileSync(bundle, path.join(folder, "index.js"));
    const settings = { project: "palisade", name, channel: { kind: "slack", webhook }, rateCap: 60 };
    writeFileSync(path.join(folder, "settings.json"), JSON.stringify(settings));
    const call = `require("./index.js").handler(${JSON.stringify({ Records: records })}).then((r) => console.log(JSON.stringify(r)))`;
    const { stdout } = spawnSync(process.execPath, ["-e", call], {
      cwd: folder,
      encoding: "utf8",
      env: {
        PATH: process.env["PATH"],
        AWS_ENDPOINT_URL: endpoint,
        AWS_REGION: "eu-central-1",
        AWS_ACCESS_KEY_ID: "test",
        AWS_SECRET_ACCESS_KEY: "test",
        INCIDENTS_TABLE: table,
        QUEUE_URL: queueUrl,
        DEAD_LETTER_QUEUE_URL: deadLetterUrl,
      },
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
    const { Items = [] } = await new DynamoDBClient(options()).send(new ScanCommand({ TableName: "incidents" }));
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

async function createTable(client: DynamoDBClient): Promise<void> {
  const { hashKey } = INCIDENTS_TABLE;
  await client.send(
    new CreateTableCommand({
      TableName: "incidents",
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [{ AttributeName: hashKey.name, AttributeType: hashKey.type }],
      KeySchema: [{ AttributeName: hashKey.name, KeyType: "HASH" }],
    }),
  );
}
