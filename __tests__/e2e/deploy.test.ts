import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DescribeRuleCommand, ListTargetsByRuleCommand } from "@aws-sdk/client-eventbridge";
import { InvokeCommand } from "@aws-sdk/client-lambda";
import {
  DeleteObjectCommand,
  GetBucketPolicyCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import {
  accessAnalyzerFinding,
  configChange,
  guardDutyFinding,
  MACIE_POLICY,
  macieFinding,
  malwareScanResult,
  securityHubFindings,
} from "../../testing/fixtures/finding-fixture";
import { type AwsClients, createAwsClients } from "./aws-clients";
import { type CdktfRound, runCdktfRound } from "./cdktf-round";
import { type Callers, createCallers } from "./deployer";
import { describeEndToEnd } from "./describe-end-to-end";
import { ACCOUNT, type Emulator, startEmulator } from "./emulator";
import { managed, putEvents, putRecords, refused } from "./put-records";
import { type DeployedQueue, type Inbox, openQueue, subscribeInbox } from "./queues";
import {
  ARCHIVE,
  createExistingBuckets,
  HOME_REGION,
  OTHER_REGION,
  PROJECT,
  putArchivePolicy,
  STATE_BUCKET,
  STRANGER_ADDRESS,
  UNKNOWN_STATEMENT,
  VAULT,
  WATCHED,
  writeConfiguration,
} from "./scenario";
import { synthesize } from "./synthesize";
import { Terraform } from "./terraform";

// The provider itself waits: 25 s for each of three queue changes in a row, 55 s for a lifecycle.
jest.setTimeout(400_000);

/** Two hours ago the incident began, so that its hour is over when the closing function looks. */
const BEGAN = Date.now() - 120 * 60_000;
const at = (minute: number) => ({ eventTime: new Date(BEGAN + minute * 60_000).toISOString().replace(/\.\d+/, "") });
const ids = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}-${index}`);

/** All that keep their state in the bucket. */
const STACKS = ["perimeter", "alerting", "findings"];

describeEndToEnd("a deployment", (tools) => {
  const folder = mkdtempSync(join(tmpdir(), "palisade-e2e-"));
  const outdir = join(folder, "cdktf.out");
  let emulator: Emulator;
  let aws: AwsClients;
  let elsewhere: AwsClients;
  let callers: Callers;
  let inbox: Inbox;
  let queue: DeployedQueue;
  let cdktfRound: Promise<CdktfRound>;

  const stack = (name: string) =>
    new Terraform({ terraform: tools.terraform, stack: join(outdir, "stacks", name), env: callers.deployer });

  beforeAll(async () => {
    // Nearly all of it is waiting, so it goes on beside the tests.
    cdktfRound = runCdktfRound(tools);
    cdktfRound.catch(() => {});
    emulator = await startEmulator(tools, folder);
    aws = createAwsClients(emulator.endpoint, HOME_REGION);
    elsewhere = createAwsClients(emulator.endpoint, OTHER_REGION);
    callers = await createCallers(aws, tools, emulator.endpoint, HOME_REGION);
    await createExistingBuckets(aws, elsewhere);
  });

  afterAll(async () => {
    aws?.destroy();
    elsewhere?.destroy();
    await emulator?.stop();
    await cdktfRound?.catch(() => {});
    rmSync(folder, { recursive: true, force: true });
  });

  it("synthesizes four stacks, and says only where the state file of the first has to stay", async () => {
    const config = writeConfiguration(folder, { watchedMode: "observe", isStateRemote: true });
    const [said, ...more] = (await synthesize({ config, outdir })).trim().split("\n");
    expect(said).toMatch(/^warning: .*Terraform keeps the state files .*-state\.tfstate in /);
    expect(more).toEqual([]);
    expect(readdirSync(join(outdir, "stacks")).toSorted()).toEqual(["alerting", "findings", "perimeter", "state"]);
  });

  it("makes the state's bucket first, with a local state, and then keeps the others' states in it", async () => {
    await stack("state").init();
    await stack("state").apply();
    await Promise.all(STACKS.map((name) => stack(name).init()));
    await Promise.all(STACKS.map((name) => stack(name).validate()));
  });

  it("refuses to plan for a principal that would be locked out, and over a statement that no one wrote down", async () => {
    await putArchivePolicy(aws.s3, UNKNOWN_STATEMENT);
    const refusal = await stack("perimeter").as(callers.stranger).refusedPlan();
    await putArchivePolicy(aws.s3);
    expect(refusal).toMatch(/perimeter vault: \S+ is applying this plan and would be locked out of bucket/);
    expect(refusal).toContain("add its ARN to perimeters.vault.allow.principals");
    expect(refusal).toContain(`bucket ${ARCHIVE} has policy statements that`);
    expect(refusal).toContain("this plan would drop them: SomebodyElses.");
  });

  it("applies for the principal that is exempt", async () => {
    await Promise.all(STACKS.map((name) => stack(name).apply()));
    inbox = await subscribeInbox(aws, HOME_REGION, `${PROJECT}-alerts`);
    queue = await openQueue(aws, `${PROJECT}-events`);
  });

  it("keeps the statements that the archive had", async () => {
    const { Policy } = await aws.s3.send(new GetBucketPolicyCommand({ Bucket: ARCHIVE }));
    expect(JSON.parse(Policy ?? "").Statement.map(({ Sid }: { Sid: string }) => Sid)).toEqual(
      expect.arrayContaining(["AuditorsRead", "PalisadePerimeter"]),
    );
  });

  it("plans nothing a second time", async () => {
    const plans = await Promise.all(STACKS.map((name) => stack(name).plan()));
    expect(plans.filter(({ changes }) => changes === "some").map(({ output }) => output)).toEqual([]);
  });

  it("keeps a state file a stack in the bucket, and lets no one in who finds a lock beside it", async () => {
    const { Contents = [] } = await aws.s3.send(new ListObjectsV2Command({ Bucket: STATE_BUCKET }));
    const keys = Contents.map(({ Key }) => Key);
    expect(keys).toEqual(["alerting", "findings", "perimeter"].map((name) => `${PROJECT}/${name}.tfstate`));
    const lock = { Bucket: STATE_BUCKET, Key: `${PROJECT}/alerting.tfstate.tflock` };
    await aws.s3.send(new PutObjectCommand({ ...lock, Body: JSON.stringify({ ID: "1", Who: "someone@elsewhere" }) }));
    expect(await stack("alerting").refusedPlan()).toContain("Error acquiring the state lock");
    await aws.s3.send(new DeleteObjectCommand(lock));
  });

  it("tells a subscriber once about a stranger who was refused", async () => {
    await putRecords(aws, [refused(VAULT, "first", at(0))]);
    const { subject, attributes, alert } = await inbox.onlyAlert();
    expect(subject).toBe(`MEDIUM: S3 request from outside the allowlist was blocked, ${VAULT}, ${STRANGER_ADDRESS}`);
    expect(attributes).toMatchObject({
      severity: "medium",
      kind: "opened",
      detection: "s3.blocked-outside-allowlist",
      cause: "perimeter-certain",
      bucket: VAULT,
      region: HOME_REGION,
    });
    expect(alert).toMatchObject({
      bucket: VAULT,
      key: "reports/2026.csv",
      event: "GetObject",
      sourceIp: STRANGER_ADDRESS,
      count: 1,
      eventIds: ["first"],
      duplicatesPossible: false,
    });
    expect(alert["summary"]).toMatch(
      /alice was refused GetObject on bucket \S+ from 198\.51\.100\.23, by the perimeter vault/,
    );
  });

  it("folds fifty deliveries of that event and twelve requests that follow", async () => {
    await putRecords(
      aws,
      Array.from({ length: 50 }, () => refused(VAULT, "first", at(0))),
    );
    await putRecords(
      aws,
      ids("follower", 12).map((id) => refused(VAULT, id, at(5))),
    );
    await queue.handled();
    expect(await inbox.rest()).toEqual([]);
  });

  it("tells again when it gets graver, of every request since", async () => {
    const remove = { eventName: "DeleteObject", readOnly: false, ...at(10) };
    await putRecords(aws, [refused(VAULT, "delete", remove)]);
    const { attributes, alert } = await inbox.onlyAlert();
    expect(attributes).toMatchObject({ severity: "high", kind: "raised" });
    expect(alert).toMatchObject({ event: "DeleteObject", count: 14, more: 13 });
  });

  it("lets only a message that is no event end in the dead letters", async () => {
    const deadLetters = await openQueue(aws, `${PROJECT}-events-dead-letters`);
    await queue.send("{no event");
    await putRecords(
      aws,
      ids("late", 5).map((id) => refused(VAULT, id, at(20))),
    );
    expect(await deadLetters.receive()).toBe("{no event");
    await queue.handled();
    expect(await inbox.rest()).toEqual([]);
  });

  it("hears of another region, where a perimeter only observes", async () => {
    const seen = refused(WATCHED, "seen", {
      awsRegion: OTHER_REGION,
      errorCode: undefined,
      errorMessage: undefined,
      ...at(0),
    });
    await putRecords(elsewhere, [seen]);
    const { attributes, alert } = await inbox.onlyAlert();
    expect(attributes).toMatchObject({ detection: "s3.access-outside-allowlist", cause: "observed", bucket: WATCHED });
    expect(alert).toMatchObject({ severity: "medium", region: OTHER_REGION });
  });

  it("keeps the incident, and every event that it counted, in the table", async () => {
    const scan = JSON.parse(await aws.call("dynamodb", "Scan", { TableName: `${PROJECT}-incidents` }));
    const items = scan.Items as readonly { pk: { S: string }; state?: { S: string } }[];
    const incidents = items.flatMap(({ state }) => (state ? [JSON.parse(state.S).incident] : []));
    expect(incidents).toHaveLength(2);
    expect(incidents).toContainEqual(
      expect.objectContaining({ detection: "s3.blocked-outside-allowlist", severity: "high", count: 19, untold: 5 }),
    );
    expect(items.filter(({ pk }) => pk.S.startsWith("event#"))).toHaveLength(20);
  });

  it("says at the end of the hour how many more came, by the function that the schedule starts", async () => {
    const Rule = `${PROJECT}-close-incidents`;
    expect(await aws.events.send(new DescribeRuleCommand({ Name: Rule }))).toMatchObject({
      ScheduleExpression: "rate(5 minutes)",
      State: "ENABLED",
    });
    const { Targets = [] } = await aws.events.send(new ListTargetsByRuleCommand({ Rule }));
    const { FunctionError } = await aws.lambda.send(
      new InvokeCommand({ FunctionName: Targets[0]?.Arn, Payload: "{}" }),
    );
    expect(FunctionError).toBeUndefined();
    const { subject, attributes, alert } = await inbox.onlyAlert();
    expect(subject).toMatch(/^HIGH: 5 more: /);
    expect(attributes).toMatchObject({ kind: "closed", bucket: VAULT });
    expect(alert).toMatchObject({ count: 19, more: 5, lastSeen: new Date(at(20).eventTime).toISOString() });
  });

  it("hears of a change in IAM where IAM's calls appear, and of it once", async () => {
    const created = managed("iam", "CreateUser", "iam-change", {
      awsRegion: OTHER_REGION,
      requestParameters: { userName: "mallory" },
      ...at(30),
    });
    await putRecords(elsewhere, [created]);
    const { attributes, alert } = await inbox.onlyAlert();
    expect(attributes).toMatchObject({ detection: "iam.user-created", region: OTHER_REGION });
    expect(alert).toMatchObject({ event: "CreateUser", count: 1, eventIds: ["iam-change"] });
  });

  it("hears of a change of a bucket at home, and of what the root user only reads", async () => {
    const suspended = managed("s3", "PutBucketVersioning", "s3-change", {
      requestParameters: { bucketName: VAULT, VersioningConfiguration: { Status: "Suspended" } },
      ...at(30),
    });
    const read = managed("ec2", "DescribeInstances", "root-read", {
      readOnly: true,
      userIdentity: { type: "Root", arn: `arn:aws:iam::${ACCOUNT}:root`, accountId: ACCOUNT, principalId: ACCOUNT },
      ...at(30),
    });
    await putRecords(aws, [suspended, read]);
    const received = await inbox.alerts(2);
    expect(received.map(({ attributes }) => attributes["detection"]).toSorted()).toEqual([
      "iam.root-activity",
      "s3.versioning-suspended",
    ]);
  });

  it("hears of each service's findings, here and elsewhere, of a finding that comes twice once", async () => {
    const bucket = { resource: `arn:aws:s3:::${VAULT}` };
    const own = { accountId: ACCOUNT };
    await putEvents(aws, [
      guardDutyFinding(own),
      guardDutyFinding(own),
      configChange({ awsAccountId: ACCOUNT, resourceId: VAULT }),
      securityHubFindings({ AwsAccountId: ACCOUNT }),
      accessAnalyzerFinding({ ...own, ...bucket, isPublic: true }),
      malwareScanResult("THREATS_FOUND"),
    ]);
    await putEvents(elsewhere, [macieFinding({ ...own, ...MACIE_POLICY, region: OTHER_REGION })]);
    const received = await inbox.alerts(6);
    expect(received.map(({ attributes }) => attributes["detection"]).toSorted()).toEqual([
      "findings.access-analyzer",
      "findings.config-noncompliant",
      "findings.guardduty-threat",
      "findings.macie-policy",
      "findings.malware-found",
      "findings.security-hub",
    ]);
    await queue.handled();
    expect(await inbox.rest()).toEqual([]);
  });

  it("shows the step from observing to enforcing as a plan", async () => {
    await synthesize({ config: writeConfiguration(folder, { watchedMode: "enforce", isStateRemote: true }), outdir });
    const { changes, output } = await stack("perimeter").plan();
    expect(changes).toBe("some");
    expect(output).toMatch(new RegExp(`aws_s3_bucket_policy\\.bucket-${WATCHED}_\\S+ will be created`));
    expect(output).toContain("203.0.113.0/24");
    expect(output).toMatch(/Plan: \d+ to add, 0 to change, 0 to destroy/);
  });

  it("destroys all but the state's bucket, which it refuses to", async () => {
    await synthesize({ config: writeConfiguration(folder, { watchedMode: "observe", isStateRemote: true }), outdir });
    await Promise.all(STACKS.map((name) => stack(name).destroy()));
    expect(await stack("state").refusedDestroy()).toContain("prevent_destroy");
  });

  it("works the same by cdktf synth, deploy and destroy", async () => {
    const { synthSaid, synthesized, deployed, destroyed } = await cdktfRound;
    expect(synthSaid).toContain("Generated Terraform code for the stacks: alerting, findings, perimeter");
    expect(synthesized.toSorted()).toEqual(["alerting", "findings", "perimeter"]);
    expect(deployed.buckets).toEqual(expect.arrayContaining([ARCHIVE, VAULT]));
    expect(deployed.functions).toEqual([`${PROJECT}-close-incidents`, `${PROJECT}-detector`]);
    expect(destroyed).toEqual({ buckets: [ARCHIVE, WATCHED], functions: [] });
  });
});
