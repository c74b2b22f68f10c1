import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InvokeCommand } from "@aws-sdk/client-lambda";
import { dayOf } from "@palisade/engine/events/utc-day";
import { type AwsClients, createAwsClients } from "./aws-clients";
import { createCallers } from "./deployer";
import { describeEndToEnd } from "./describe-end-to-end";
import { type Emulator, startEmulator } from "./emulator";
import { putRecords, refused } from "./put-records";
import { type Inbox, openQueue, subscribeInbox } from "./queues";
import { createExistingBuckets, HOME_REGION, OTHER_REGION, PROJECT, VAULT, writeConfiguration } from "./scenario";
import { synthesize } from "./synthesize";
import { Terraform } from "./terraform";

jest.setTimeout(400_000);

const HOUR = 60 * 60_000;
const clock = (time: number) => `"${new Date(time).toISOString().slice(11, 16)}"`;

/** It is night, and has been for an hour. */
const CONFIGURATION = `
channels: {team: {kind: slack, webhook: ssm:/palisade/slack}}
default: [team]
quietHours: {from: ${clock(Date.now() - HOUR)}, to: ${clock(Date.now() + 6 * HOUR)}, below: critical}
`;

const started = new Date();
const at = { eventTime: started.toISOString().replace(/\.\d+/, "") };

describeEndToEnd("the digest", (tools) => {
  const folder = mkdtempSync(join(tmpdir(), "palisade-digest-"));
  const outdir = join(folder, "cdktf.out");
  let emulator: Emulator;
  let aws: AwsClients;
  let elsewhere: AwsClients;
  let alerting: Terraform;
  let inbox: Inbox;

  beforeAll(async () => {
    emulator = await startEmulator(tools, folder);
    aws = createAwsClients(emulator.endpoint, HOME_REGION);
    elsewhere = createAwsClients(emulator.endpoint, OTHER_REGION);
    const { deployer } = await createCallers(aws, tools, emulator.endpoint, HOME_REGION);
    await createExistingBuckets(aws, elsewhere);
    const config = writeConfiguration(folder, { watchedMode: "observe", isStateRemote: false });
    appendFileSync(config, CONFIGURATION);
    await synthesize({ config, outdir });
    alerting = new Terraform({
      terraform: tools.terraform,
      stack: join(outdir, "stacks", "alerting"),
      env: deployer,
    });
    await alerting.init();
    await alerting.apply();
    inbox = await subscribeInbox(aws, HOME_REGION, `${PROJECT}-alerts`);
  });

  afterAll(async () => {
    aws?.destroy();
    elsewhere?.destroy();
    await emulator?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("plans nothing a second time, its schedule included", async () => {
    const { changes, output } = await alerting.plan();
    expect(changes === "some" ? output : "").toBe("");
  });

  it("has one line for an incident that quiet hours held back, however many requests and deliveries it had", async () => {
    await putRecords(aws, [refused(VAULT, "first", at), refused(VAULT, "first", at), refused(VAULT, "second", at)]);
    const { attributes } = await inbox.onlyAlert();
    expect(attributes).toMatchObject({ kind: "opened", channels: '["team"]' });
    for (const name of ["events", "notify-team"]) await (await openQueue(aws, `${PROJECT}-${name}`)).handled();

    const digest = await write();
    expect(digest.attributes).toEqual({ kind: "digest", channels: '["team"]' });
    expect(digest.subject).toMatch(/^Digest of [\d-]{10}: nobody was counting yet; 1 held back$/);
    expect(digest.alert).toMatchObject({
      kind: "digest",
      needsAttention: false,
      counts: { sinceMidnight: { incidents: 1, bySeverity: { medium: 1 } } },
      aside: { count: 1, unknown: [], shown: [{ severity: "medium", bucket: VAULT }] },
      health: { alarms: [], deadLetters: [], unknown: [] },
    });
  });

  it("tells it once", async () => {
    const { alert } = await write();
    expect(alert).toMatchObject({ aside: { count: 0 } });
  });

  it("leaves its day's numbers in the table", async () => {
    const Key = { pk: { S: `day#${dayOf(started.getTime())}` } };
    const { Item } = JSON.parse(await aws.call("dynamodb", "GetItem", { TableName: `${PROJECT}-incidents`, Key }));
    expect(Item).toMatchObject({ "opened#medium#s3.blocked-outside-allowlist": { N: "1" } });
  });

  /** Starts the function as its schedule does, which the emulator only keeps. */
  async function write() {
    const { FunctionError, Payload } = await aws.lambda.send(new InvokeCommand({ FunctionName: `${PROJECT}-digest` }));
    expect(FunctionError === undefined ? "" : Buffer.from(Payload ?? []).toString()).toBe("");
    return inbox.onlyAlert();
  }
});
