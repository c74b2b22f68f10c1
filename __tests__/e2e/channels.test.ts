import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { InvokeCommand } from "@aws-sdk/client-lambda";
import { distrust } from "@palisade/engine/channels/webhook/webhook-signature";
import { type AwsClients, createAwsClients } from "./aws-clients";
import { type Callers, createCallers } from "./deployer";
import { describeEndToEnd } from "./describe-end-to-end";
import { ACCOUNT, type Emulator, startEmulator } from "./emulator";
import { managed, putEvents, putRecords, refused } from "./put-records";
import { openQueue } from "./queues";
import { runProgram } from "./run-program";
import {
  ARCHIVE,
  createExistingBuckets,
  HOME_REGION,
  OTHER_REGION,
  PROJECT,
  VAULT,
  writeConfiguration,
} from "./scenario";
import { PROJECT_ROOT, synthesize } from "./synthesize";
import { Terraform } from "./terraform";
import { startVendors, type VendorRequest, type Vendors } from "./vendors";

// The provider waits 25 s for each change of a queue, of which every channel has two; and other suites run beside it.
jest.setTimeout(600_000);

/** Where each channel's messages go. */
const HOSTS = {
  "team-slack": "hooks.slack.com",
  "slack-bot": "slack.com",
  soc: "soc.example.com",
  siem: "siem.example.com",
  teams: "example.webhook.office.com",
  discord: "discord.com",
  hub: `securityhub.${HOME_REGION}.amazonaws.com`,
  "on-call": "events.pagerduty.com",
} as const;

type ChannelName = keyof typeof HOSTS;

const CHANNELS = Object.keys(HOSTS) as readonly ChannelName[];
/** All but the one that is only told of what is grave, and the one that is only told of what no route fits. */
const FOR_BUCKETS = CHANNELS.filter((name) => name !== "on-call" && name !== "siem");

const DISCORD_TOOK = { status: 200, body: '{"id":"1234567890123456789","type":0}' };

const HMAC_SECRET = "shared-with-the-soc";
const ROUTING_KEY = "0123456789abcdef0123456789abcdef";

const CONFIGURATION = [
  "channels:",
  "  team-slack: {kind: slack, webhook: ssm:/palisade/slack}",
  "  slack-bot: {kind: slack, token: ssm:/palisade/slack-bot, channel: C0123456}",
  `  soc: {kind: webhook, url: "https://${HOSTS.soc}/hook", secret: ssm:/palisade/soc}`,
  `  siem: {kind: webhook, url: "https://${HOSTS.siem}/ocsf", secret: ssm:/palisade/soc, format: ocsf}`,
  "  teams: {kind: teams, webhook: secretsmanager:palisade/teams}",
  "  discord: {kind: discord, webhook: ssm:/palisade/discord}",
  "  hub: {kind: securityhub}",
  "  on-call: {kind: pagerduty, routingKey: secretsmanager:palisade/pagerduty}",
  "routes:",
  `  - {severity: medium, detections: ["s3.*"], channels: [${FOR_BUCKETS.join(", ")}]}`,
  "  - {severity: high, channels: [on-call]}",
  "default: [siem]",
  'digest: {at: "07:00", timezone: Europe/Berlin}',
  // The shortest window there is, so that its end can be waited for.
  "detections: {account.trail-impaired: {dedupMinutes: 1}}",
];

const PARAMETERS = {
  "/palisade/slack": `https://${HOSTS["team-slack"]}/services/T0/B0/slack`,
  "/palisade/slack-bot": "xoxb-a-token",
  "/palisade/soc": HMAC_SECRET,
  "/palisade/discord": `https://${HOSTS.discord}/api/webhooks/1/discord`,
};

const SECRETS = {
  "palisade/teams": `https://${HOSTS.teams}/webhookb2/teams`,
  "palisade/pagerduty": ROUTING_KEY,
};

/** Two hours ago the incident began, so that its hour is over when the closing function looks. */
const BEGAN = Date.now() - 120 * 60_000;
const at = (minute: number) => ({ eventTime: new Date(BEGAN + minute * 60_000).toISOString().replace(/\.\d+/, "") });

describeEndToEnd("channels, with local servers for their vendors", (tools) => {
  const folder = mkdtempSync(join(tmpdir(), "palisade-channels-"));
  const outdir = join(folder, "cdktf.out");
  let vendors: Vendors;
  let emulator: Emulator;
  let aws: AwsClients;
  let elsewhere: AwsClients;
  let callers: Callers;
  let config = "";

  const stack = (name: string) =>
    new Terraform({ terraform: tools.terraform, stack: join(outdir, "stacks", name), env: callers.deployer });

  const palisade = (...args: readonly string[]) =>
    runProgram(process.execPath, ["cli/bin/palisade.mjs", ...args, "--config", config], {
      cwd: PROJECT_ROOT,
      env: { ...callers.deployer, NODE_NO_WARNINGS: "1" },
      expected: [0, 1, 3],
    });

  /** What palisade doctor finds wrong. */
  const faults = async () => {
    const { output } = await palisade("doctor", "--format", "json");
    const { lines } = JSON.parse(output.slice(output.indexOf("{"))) as { lines: readonly { status: string }[] };
    return lines.filter(({ status }) => status !== "pass");
  };

  const invoke = async (FunctionName: string) => {
    const { FunctionError } = await aws.lambda.send(new InvokeCommand({ FunctionName, Payload: "{}" }));
    expect(FunctionError).toBeUndefined();
  };

  /** Waits until nothing is under way any more. */
  const settle = async () => {
    const queues = [`${PROJECT}-events`, ...CHANNELS.map((name) => `${PROJECT}-notify-${name}`)];
    for (const name of queues) await (await openQueue(aws, name)).handled();
  };

  /** What each channel's vendor got since it was last asked, without those that got nothing. */
  const received = async (): Promise<Readonly<Partial<Record<ChannelName, readonly VendorRequest[]>>>> => {
    await settle();
    const got = CHANNELS.map((name) => [name, vendors.taken(HOSTS[name])] as const);
    return Object.fromEntries(got.filter(([, requests]) => requests.length > 0));
  };

  const counts = (got: Readonly<Partial<Record<ChannelName, readonly VendorRequest[]>>>) =>
    Object.fromEntries(Object.entries(got).map(([name, requests]) => [name, requests.length]));
  const oneEach = (names: readonly ChannelName[]) => Object.fromEntries(names.map((name) => [name, 1]));
  const bodyOf = (requests: readonly VendorRequest[] | undefined) => JSON.parse(requests?.[0]?.body ?? "null");

  beforeAll(async () => {
    vendors = await startVendors(folder, Object.values(HOSTS));
    emulator = await startEmulator(tools, folder, vendors.files);
    vendors.answer(HOSTS["team-slack"], () => ({ status: 200, body: "ok" }));
    vendors.answer(HOSTS["slack-bot"], () => ({ status: 200, body: '{"ok":true,"ts":"1700000000.000100"}' }));
    vendors.answer(HOSTS["on-call"], () => ({ status: 202, body: '{"status":"success"}' }));
    vendors.answer(HOSTS.teams, () => ({ status: 202 }));
    vendors.answer(HOSTS.discord, () => DISCORD_TOOK);
    vendors.answer(HOSTS.hub, async ({ path, headers, body }) => {
      const { authorization = "", "content-type": type = "" } = headers;
      const request = { method: "POST", headers: { authorization, "content-type": type }, body };
      const response = await fetch(`${emulator.endpoint}${path}`, request);
      return { status: response.status, body: await response.text() };
    });
    aws = createAwsClients(emulator.endpoint, HOME_REGION);
    elsewhere = createAwsClients(emulator.endpoint, OTHER_REGION);
    callers = await createCallers(aws, tools, emulator.endpoint, HOME_REGION);
    await createExistingBuckets(aws, elsewhere);
    for (const [Name, Value] of Object.entries(PARAMETERS)) {
      await aws.call("ssm", "PutParameter", { Name, Value, Type: "SecureString" });
    }
    for (const [Name, SecretString] of Object.entries(SECRETS)) {
      await aws.call("secretsmanager", "CreateSecret", { Name, SecretString, ClientRequestToken: crypto.randomUUID() });
    }
    config = writeConfiguration(folder, { watchedMode: "observe", isStateRemote: false, channels: CONFIGURATION });
    await synthesize({ config, outdir });
    await Promise.all(
      ["perimeter", "alerting"].map(async (name) => {
        await stack(name).init();
        await stack(name).apply();
      }),
    );
  });

  afterAll(async () => {
    aws?.destroy();
    elsewhere?.destroy();
    await emulator?.stop();
    await vendors?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("plans nothing a second time", async () => {
    const { changes, output } = await stack("alerting").plan();
    expect(changes === "some" ? output : "").toBe("");
  });

  it("is healthy to palisade doctor, which names a secret that is gone", async () => {
    expect(await faults()).toEqual([]);
    await aws.call("ssm", "DeleteParameter", { Name: "/palisade/discord" });
    const gone = await faults();
    const [Name, Value] = ["/palisade/discord", PARAMETERS["/palisade/discord"]];
    await aws.call("ssm", "PutParameter", { Name, Value, Type: "SecureString" });
    expect(gone).toEqual([
      expect.objectContaining({ probe: "channels", status: "fail", subject: expect.stringContaining("discord") }),
    ]);
  });

  it("makes one event one alert of each channel that a route sends it to, in the vendor's own form", async () => {
    await putRecords(aws, [refused(VAULT, "first", at(0))]);
    const got = await received();
    expect(counts(got)).toEqual(oneEach(FOR_BUCKETS));
    expect(got["team-slack"]?.[0]).toMatchObject({ method: "POST", path: "/services/T0/B0/slack" });
    expect(got["team-slack"]?.[0]?.body).toContain(VAULT);
    expect(got["slack-bot"]?.[0]?.headers["authorization"]).toBe("Bearer xoxb-a-token");
    expect(bodyOf(got["slack-bot"])).toMatchObject({ channel: "C0123456" });
    expect(got.teams?.[0]?.path).toBe("/webhookb2/teams");
    expect(JSON.stringify(bodyOf(got.teams))).toContain("AdaptiveCard");
    expect(got.discord?.[0]?.path).toMatch(/^\/api\/webhooks\/1\/discord/);
    expect(bodyOf(got.discord)).toMatchObject({ allowed_mentions: { parse: [] } });
    const [signed] = got.soc ?? [];
    expect(signed && distrust(signed, HMAC_SECRET, Date.now())).toBeUndefined();
    const alert = bodyOf(got.soc);
    expect(alert).toMatchObject({ severity: "medium", kind: "opened", count: 1, eventIds: ["first"] });
    expect(signed?.headers["idempotency-key"]).toBe(alert.id);
    expect(bodyOf(got.hub)).toMatchObject({ Findings: [{ FindingProviderFields: { Severity: { Label: "MEDIUM" } } }] });
  });

  it("folds what follows, and what is delivered again", async () => {
    await putRecords(aws, [refused(VAULT, "first", at(0)), refused(VAULT, "second", at(5))]);
    expect(counts(await received())).toEqual({});
    const scan = JSON.parse(await aws.call("dynamodb", "Scan", { TableName: `${PROJECT}-incidents` }));
    const keys = (scan.Items as readonly { pk: { S: string } }[]).map(({ pk }) => pk.S.split("#")[0]);
    expect(keys.filter((kind) => kind === "incident")).toHaveLength(1);
    expect(keys.filter((kind) => kind === "delivery")).toHaveLength(FOR_BUCKETS.length);
  });

  it("makes it one line of the digest, which goes to the default channel", async () => {
    await invoke(`${PROJECT}-digest`);
    const got = await received();
    expect(counts(got)).toEqual({ siem: 1 });
    expect(bodyOf(got.siem)).toMatchObject({ kind: "digest" });
    expect(got.siem?.[0]?.body).toContain("1 incident (1 medium)");
  });

  it("tells of what got graver once more, in the incident's thread, and calls someone", async () => {
    await putRecords(aws, [refused(VAULT, "delete", { eventName: "DeleteObject", readOnly: false, ...at(10) })]);
    const got = await received();
    expect(counts(got)).toEqual(oneEach([...FOR_BUCKETS, "on-call"]));
    const alert = bodyOf(got.soc);
    expect(alert).toMatchObject({ severity: "high", kind: "raised", count: 3 });
    expect(bodyOf(got["slack-bot"])).toMatchObject({ thread_ts: "1700000000.000100" });
    expect(bodyOf(got["on-call"])).toMatchObject({
      routing_key: ROUTING_KEY,
      dedup_key: alert.incident,
      event_action: "trigger",
    });
    // Queues may hand out twice, and topics deliver twice.
    for (const name of CHANNELS) await (await openQueue(aws, `${PROJECT}-notify-${name}`)).send(JSON.stringify(alert));
    expect(counts(await received())).toEqual({ siem: 1 });
  });

  it("sends what only one route fits there alone, and resolves it when its window is over, though no one publishes that", async () => {
    const stop = { requestParameters: { name: "somebody-elses" }, ...at(12) };
    await putRecords(aws, [managed("cloudtrail", "StopLogging", "stop", stop)]);
    const opened = await received();
    expect(counts(opened)).toEqual({ "on-call": 1 });
    const { dedup_key } = bodyOf(opened["on-call"]);
    await invoke(`${PROJECT}-close-incidents`);
    let ended: Awaited<ReturnType<typeof received>> = {};
    for (let waited = 0; waited < 120 && Object.keys(ended).length === 0; waited += 5) {
      await sleep(5000);
      ended = await received();
    }
    expect(counts(ended)).toEqual({ "on-call": 1 });
    expect(bodyOf(ended["on-call"])).toEqual({ routing_key: ROUTING_KEY, dedup_key, event_action: "resolve" });
  });

  it("keeps what a channel refuses with its reason, holds up no other channel, and delivers it when it is sent again", async () => {
    vendors.answer(HOSTS.discord, () => ({ status: 404 }));
    await putRecords(aws, [refused(ARCHIVE, "unheard", at(15))]);
    expect(counts(await received())).toEqual(oneEach(FOR_BUCKETS));
    const { output } = await palisade("dlq", "list");
    expect(output).toMatch(/discord .*s3\.blocked-outside-allowlist on .*answered 404.*palisade-e2e-archive/s);
    expect(output).toContain("1 dead letter.");
    vendors.answer(HOSTS.discord, () => DISCORD_TOOK);
    const redriven = await palisade("dlq", "redrive", "--yes");
    expect(redriven.output).toContain(`1 alert sent to ${PROJECT}-notify-discord again`);
    expect(counts(await received())).toEqual({ discord: 1 });
    expect((await palisade("dlq", "list")).output).toContain("No dead letters.");
  });

  it("tells the end of an incident where it was told, and resolves it for whoever was called", async () => {
    await putRecords(aws, [refused(VAULT, "last", at(20))]);
    expect(counts(await received())).toEqual({});
    await invoke(`${PROJECT}-close-incidents`);
    const got = await received();
    expect(counts(got)).toEqual(oneEach([...FOR_BUCKETS, "on-call"]));
    const alert = bodyOf(got.soc);
    expect(alert).toMatchObject({ kind: "closed", bucket: VAULT, count: 4 });
    expect(bodyOf(got["on-call"])).toMatchObject({ event_action: "resolve", dedup_key: alert.incident });
  });

  it("tells the default channel of its own alarms, and of no others", async () => {
    const alarm = (alarmName: string) => ({
      source: "aws.cloudwatch",
      "detail-type": "CloudWatch Alarm State Change",
      resources: [`arn:aws:cloudwatch:${HOME_REGION}:${ACCOUNT}:alarm:${alarmName}`],
      detail: { alarmName, state: { value: "ALARM" }, previousState: { value: "OK" } },
    });
    await putEvents(aws, [alarm("somebody-elses"), alarm(`${PROJECT}-queue-age`)]);
    const got = await received();
    expect(counts(got)).toEqual({ siem: 1 });
    expect(got.siem?.[0]?.body).toContain(`${PROJECT}-queue-age`);
  });

  it("keeps every secret out of Terraform's state", async () => {
    const { output } = await runProgram(tools.terraform, ["state", "pull"], {
      cwd: join(outdir, "stacks", "alerting"),
      env: callers.deployer,
    });
    for (const secret of [...Object.values(PARAMETERS), ...Object.values(SECRETS)])
      expect(output).not.toContain(secret);
    expect(output).toContain("/palisade/slack");
  });
});
