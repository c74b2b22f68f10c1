import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { GetBucketLoggingCommand, PutBucketLoggingCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { accessLogLine, type LineFields } from "../../testing/fixtures/access-log-fixture";
import { type AwsClients, createAwsClients } from "./aws-clients";
import { type Callers, createCallers } from "./deployer";
import { describeEndToEnd } from "./describe-end-to-end";
import { ACCOUNT, type Emulator, startEmulator } from "./emulator";
import { type Inbox, openQueue, subscribeInbox } from "./queues";
import { runProgram } from "./run-program";
import {
  accessLogBucket,
  COLLEAGUE_ADDRESS,
  createExistingBuckets,
  HOME_REGION,
  OTHER_REGION,
  PROJECT,
  STRANGER_ADDRESS,
  VAULT,
  WATCHED,
  writeConfiguration,
} from "./scenario";
import { PROJECT_ROOT, synthesize } from "./synthesize";
import { Terraform } from "./terraform";

// The provider waits 55 s for each lifecycle, of which every log bucket has one, and 25 s for each change of a queue.
jest.setTimeout(600_000);

/** Two hours ago, which is soon for an access log. */
const REQUESTED = Date.now() - 2 * 60 * 60_000;

/** `[01/Mar/2026:10:15:30 +0000]`, some seconds after that time. */
function at(second: number): string {
  const [, day, month, year, time] = new Date(REQUESTED + second * 1000).toUTCString().split(/[, ]+/);
  return `[${day}/${month}/${year}:${time} +0000]`;
}

function request(bucket: string, second: number, fields: LineFields = {}): string {
  const requestId = `REQUEST${String(second).padStart(9, "0")}`;
  const requester = `arn:aws:iam::${ACCOUNT}:user/alice`;
  return accessLogLine({ bucket, time: at(second), remoteIp: STRANGER_ADDRESS, requester, requestId, ...fields });
}

const REFUSED: LineFields = { status: "403", errorCode: "AccessDenied", bytesSent: "243", objectSize: "-" };

describeEndToEnd("server access logs", (tools) => {
  const folder = mkdtempSync(join(tmpdir(), "palisade-access-logs-"));
  const outdir = join(folder, "cdktf.out");
  let emulator: Emulator;
  let aws: AwsClients;
  let elsewhere: AwsClients;
  let callers: Callers;
  let inbox: Inbox;
  let config = "";

  const stack = (name: string) =>
    new Terraform({ terraform: tools.terraform, stack: join(outdir, "stacks", name), env: callers.deployer });

  /** Puts a log where S3 would, by the day of the requests. */
  const deliver = async (bucket: string, name: string, body: string | Uint8Array, { s3 } = aws) => {
    const region = s3 === aws.s3 ? HOME_REGION : OTHER_REGION;
    const day = new Date(REQUESTED).toISOString().slice(0, 10);
    const Key = `${ACCOUNT}/${region}/${bucket}/${day.replaceAll("-", "/")}/${day}-10-00-00-${name}`;
    const { VersionId, ETag = "" } = await s3.send(
      new PutObjectCommand({ Bucket: accessLogBucket(region), Key, Body: body }),
    );
    return { key: Key, versionId: VersionId, etag: ETag.replaceAll('"', "") };
  };

  const handled = async () => (await openQueue(aws, `${PROJECT}-access-logs`)).handled();

  /** What palisade doctor finds wrong. */
  const faults = async () => {
    const { output } = await runProgram(
      process.execPath,
      ["cli/bin/palisade.mjs", "doctor", "--format", "json", "--config", config],
      { cwd: PROJECT_ROOT, env: { ...callers.deployer, NODE_NO_WARNINGS: "1" }, expected: [0, 1, 3] },
    );
    const { lines } = JSON.parse(output.slice(output.indexOf("{"))) as { lines: readonly { status: string }[] };
    return lines.filter(({ status }) => status !== "pass");
  };

  beforeAll(async () => {
    emulator = await startEmulator(tools, folder);
    aws = createAwsClients(emulator.endpoint, HOME_REGION);
    elsewhere = createAwsClients(emulator.endpoint, OTHER_REGION);
    callers = await createCallers(aws, tools, emulator.endpoint, HOME_REGION);
    await createExistingBuckets(aws, elsewhere);
    config = writeConfiguration(folder, { watchedMode: "observe", isStateRemote: false, hasAccessLogs: true });
    await synthesize({ config, outdir });
    await Promise.all(
      ["perimeter", "alerting"].map(async (name) => {
        await stack(name).init();
        await stack(name).apply();
      }),
    );
    inbox = await subscribeInbox(aws, HOME_REGION, `${PROJECT}-alerts`);
  });

  afterAll(async () => {
    aws?.destroy();
    elsewhere?.destroy();
    await emulator?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("are switched on, in the region of each bucket and by the time of the requests", async () => {
    for (const [clients, Bucket, region] of [
      [aws, VAULT, HOME_REGION],
      [elsewhere, WATCHED, OTHER_REGION],
    ] as const) {
      const { LoggingEnabled } = await clients.s3.send(new GetBucketLoggingCommand({ Bucket }));
      expect(LoggingEnabled).toMatchObject({
        TargetBucket: accessLogBucket(region),
        TargetObjectKeyFormat: { PartitionedPrefix: { PartitionDateSource: "EventTime" } },
      });
    }
  });

  it("are planned no second time", async () => {
    for (const name of ["perimeter", "alerting"]) {
      const { changes, output } = await stack(name).plan();
      expect(changes === "some" ? output : "").toBe("");
    }
  });

  it("make one alert of a stranger's thousand lines, whichever the colleagues' lines are, and none of the same log again", async () => {
    const lines = [
      request(VAULT, 0, { remoteIp: COLLEAGUE_ADDRESS }),
      ...Array.from({ length: 1000 }, (_, index) => request(VAULT, index + 1, REFUSED)),
      request(VAULT, 1200, { userAgent: '"said "nothing" of it"' }),
      "",
    ];
    const log = await deliver(VAULT, "0123456789ABCDEF", lines.join("\n"));
    const { attributes, alert } = await inbox.onlyAlert();
    expect(attributes).toMatchObject({ kind: "opened", detection: "s3.access-log-outside-allowlist" });
    expect(alert).toMatchObject({
      severity: "high",
      bucket: VAULT,
      sourceIp: STRANGER_ADDRESS,
      count: 1001,
      firstSeen: new Date(Math.floor(REQUESTED / 1000) * 1000 + 1000).toISOString(),
      lastSeen: new Date(Math.floor(REQUESTED / 1000) * 1000 + 1_200_000).toISOString(),
    });
    await handled();

    const queue = await openQueue(aws, `${PROJECT}-access-logs`);
    const object = { key: encodeURIComponent(log.key), eTag: log.etag, versionId: log.versionId };
    const s3 = { bucket: { name: accessLogBucket(HOME_REGION) }, object };
    const Records = [{ eventSource: "aws:s3", eventName: "ObjectCreated:Put", awsRegion: HOME_REGION, s3 }];
    await queue.send(JSON.stringify({ Records }));
    await handled();
    expect(await inbox.rest()).toEqual([]);
  });

  it("come from the other region, too, zipped or not", async () => {
    const lines = [request(WATCHED, 0), request(WATCHED, 1), ""].join("\r\n");
    await deliver(WATCHED, "00000000000000AB", gzipSync(lines), elsewhere);
    const { alert } = await inbox.onlyAlert();
    expect(alert).toMatchObject({ detection: "s3.access-log-outside-allowlist", bucket: WATCHED, count: 2 });
    await handled();
  });

  it("that are gone when their turn comes are done with, and so is what S3 sends to try a queue", async () => {
    const queue = await openQueue(aws, `${PROJECT}-access-logs`);
    const s3 = { bucket: { name: accessLogBucket(HOME_REGION) }, object: { key: "gone", eTag: "0" } };
    await queue.send(JSON.stringify({ Records: [{ eventSource: "aws:s3", eventName: "ObjectCreated:Put", s3 }] }));
    await queue.send(JSON.stringify({ Service: "Amazon S3", Event: "s3:TestEvent", Bucket: "any" }));
    await handled();
    expect(await inbox.rest()).toEqual([]);
    expect(await faults()).toEqual([]);
  });

  it("that cannot be read end among the dead letters, where palisade doctor finds them", async () => {
    const zipped = gzipSync(Array.from({ length: 50 }, (_, index) => request(VAULT, 2000 + index)).join("\n"));
    const log = await deliver(VAULT, "00000000000000CD", zipped.subarray(0, zipped.length / 2));
    const dead = await openQueue(aws, `${PROJECT}-access-logs-dead-letters`);
    await handled();
    expect(await faults()).toEqual([expect.objectContaining({ probe: "access-logs", status: "fail" })]);
    expect(await dead.receive()).toContain(log.key);
  });

  it("that someone switched off are missed by palisade doctor", async () => {
    await aws.s3.send(new PutBucketLoggingCommand({ Bucket: VAULT, BucketLoggingStatus: {} }));
    expect(await faults()).toEqual([
      expect.objectContaining({
        probe: "access-logs",
        status: "fail",
        subject: expect.stringContaining(VAULT),
        fix: "npx cdktf deploy perimeter",
      }),
    ]);
    await stack("perimeter").apply();
    expect(await faults()).toEqual([]);
  });
});
