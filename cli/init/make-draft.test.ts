import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import type { Fields } from "@palisade/engine/events/fields";
import { loadConfig } from "../../config/load-config";
import { cloudTrail, FOREIGN, IDENTITIES, OWNER } from "../../testing/fixtures/cloudtrail-fixture";
import {
  ACCOUNT,
  type Answers,
  fakeAws,
  missing,
  NOW,
  policy,
  refuse,
  TRAIL,
} from "../../testing/fixtures/doctor-fixture";
import { days, inBucket } from "../../testing/fixtures/first-logs-fixture";
import { groupRequests } from "../../testing/group-requests";
import { synthStacks } from "../../testing/synth";
import { readInventory } from "../lib/inventory/read-inventory";
import { alarmingMatches } from "./alarming-matches";
import type { ChoiceFlags } from "./choices";
import { makeDraft } from "./make-draft";
import type { Ask } from "./question";
import type { LogsRead } from "./read-logs";
import { takePreset } from "./take-preset";
import { writeDraft } from "./write-draft";

const KEPT = policy({
  Sid: "Kept",
  Effect: "Allow",
  Principal: "*",
  Action: "s3:GetObject",
  Resource: "arn:aws:s3:::bucket-one/*",
});

/** Two buckets, of which one has a policy; no trail. */
const OPEN: Answers = {
  GetCallerIdentity: () => ({ Account: ACCOUNT, Arn: `arn:aws:iam::${ACCOUNT}:user/alice` }),
  ListBuckets: ({ ContinuationToken }) =>
    ContinuationToken === undefined
      ? { Buckets: [{ Name: "bucket-one", BucketRegion: "eu-central-1" }], ContinuationToken: "next" }
      : { Buckets: [{ Name: "bucket-two" }] },
  GetBucketLocation: () => ({ LocationConstraint: "us-west-2" }),
  GetBucketPolicy: ({ Bucket }) => (Bucket === "bucket-one" ? { Policy: KEPT } : missing("NoSuchBucketPolicy")()),
  DescribeTrails: () => ({ trailList: [] }),
};

const ALL_OF_S3 = {
  EventSelectors: [
    {
      ReadWriteType: "All",
      IncludeManagementEvents: true,
      DataResources: [{ Type: "AWS::S3::Object", Values: ["arn:aws:s3"] }],
    },
  ],
};

describe("a draft of an account without logs", () => {
  const folder = mkdtempSync(join(tmpdir(), "palisade-draft-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  let count = 0;

  const draftOf = async (answers: Answers, flags: ChoiceFlags = {}) => {
    const aws = fakeAws({ ...OPEN, ...answers });
    return makeDraft({ read: undefined, flags, ask: takePreset, aws, usualRegion: "eu-central-1", now: NOW });
  };
  const target = () => join(mkdtempSync(join(folder, `${count++}-`)), "palisade.yaml");

  it("protects its buckets, each in its region, and keeps the policies that they have", async () => {
    const made = await draftOf({});
    const output = target();
    writeDraft(made, { output, force: false });
    const config = loadConfig(output);
    expect(config.perimeters[0]?.buckets).toEqual([
      expect.objectContaining({
        name: "bucket-one",
        region: "eu-central-1",
        existingPolicy: expect.objectContaining({
          kind: "statements",
          statements: [expect.objectContaining({ Sid: "Kept" })],
        }),
      }),
      expect.objectContaining({ name: "bucket-two", region: "us-west-2", existingPolicy: { kind: "none" } }),
    ]);
    expect(readFileSync(join(output, "../policies/bucket-one.json"), "utf8")).toBe(`${KEPT}\n`);
    expect(made.draft.gaps).toContain("no network is allowed yet: every request for an object raises an alert");
  });

  it("synthesizes, and writes no Deny into a policy", async () => {
    const output = target();
    writeDraft(await draftOf({}, { email: ["security@example.com"] }), { output, force: false });
    const { every } = synthStacks(loadConfig(output));
    expect(every.flatMap((stack) => stack.resources("aws_s3_bucket_policy")).map(({ policy: text }) => text)).toEqual(
      expect.not.arrayContaining([expect.stringContaining("PalisadePerimeter")]),
    );
  });

  it("uses a trail that records all that is needed, and says why it uses no other", async () => {
    const other = { ...TRAIL, Name: "organisation" };
    const trails = (selectors: object) => ({
      DescribeTrails: () => ({ trailList: [TRAIL, other] }),
      GetTrailStatus: () => ({ IsLogging: true }),
      GetEventSelectors: () => selectors,
    });
    expect((await draftOf(trails(ALL_OF_S3))).draft.trail).toMatchObject({ kind: "existing", name: "organisation" });
    expect((await draftOf(trails({ EventSelectors: [] }))).draft.trail).toEqual({
      kind: "create",
      why: "none of 1 trail records all that is needed",
    });
    expect((await draftOf({ DescribeTrails: refuse })).draft.trail.why).toContain("no permission");
  });

  it("says which policies could not be read, or could not be kept", async () => {
    const refused = await draftOf({ GetBucketPolicy: refuse });
    expect(refused.draft.gaps).toContainEqual(
      expect.stringMatching(/^the policies that 2 buckets may have.*no permission: s3:GetBucketPolicy/),
    );
    const deleted = policy({
      Effect: "Allow",
      Principal: { AWS: "AROAEXAMPLEGONE12345" },
      Action: "s3:*",
      Resource: "arn:aws:s3:::x",
    });
    const { draft, policies } = await draftOf({ GetBucketPolicy: () => ({ Policy: deleted }) });
    expect(draft.gaps).toContainEqual(expect.stringContaining("its policy cannot be kept as it is: the id of a role"));
    expect(policies.size).toBe(0);
  });

  it("replaces no policy file that holds something else", async () => {
    const output = target();
    const made = await draftOf({});
    writeDraft(made, { output, force: false });
    expect(() => writeDraft(made, { output, force: false })).not.toThrow();
    writeFileSync(join(output, "../policies/bucket-one.json"), "{}");
    expect(() => writeDraft(made, { output, force: false })).toThrow("exists already and is another policy");
    writeDraft(made, { output, force: true });
    expect(readFileSync(join(output, "../policies/bucket-one.json"), "utf8")).toBe(`${KEPT}\n`);
  });

  it("leaves policies out of the configuration that are too large beside the perimeter's", async () => {
    const statements = Array.from({ length: 120 }, (_, index) => ({
      Sid: `Kept${index}`,
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/reader-${index}` },
      Action: "s3:GetObject",
      Resource: `arn:aws:s3:::bucket-one/${"folder/".repeat(8)}${index}/*`,
    }));
    const made = await draftOf(
      { GetBucketPolicy: () => ({ Policy: policy(...statements) }) },
      { bucket: ["bucket-one"] },
    );
    const output = target();
    const written = writeDraft(made, { output, force: false });
    expect(loadConfig(output).perimeters[0]?.buckets[0]?.existingPolicy.kind).toBe("unknown");
    expect(written.gaps.at(-1)).toContain("the policies in policies/ are not named in here");
  });

  it("cannot be made without an answer of the account", async () => {
    await expect(draftOf({ GetCallerIdentity: refuse })).rejects.toThrow(
      "without logs the account is asked: no permission: sts:GetCallerIdentity",
    );
    await expect(draftOf({ ListBuckets: refuse })).rejects.toThrow("--bucket NAME");
  });

  it("asks nothing about another account than the credentials' own", async () => {
    const { draft } = await draftOf({}, { account: "444455556666", bucket: ["theirs"], region: "eu-central-1" });
    expect(draft.gaps.join("\n")).toContain(`the credentials are of account ${ACCOUNT}`);
    expect(draft.buckets).toEqual([expect.objectContaining({ policy: expect.objectContaining({ kind: "unknown" }) })]);
  });

  it("names a policy that S3 does not find the bucket of as not known", async () => {
    const { draft } = await draftOf({ GetBucketPolicy: missing("NoSuchBucket") });
    expect(draft.gaps).toContainEqual(expect.stringContaining("(NoSuchBucket)"));
  });
});

describe("a draft of logs", () => {
  const folder = mkdtempSync(join(tmpdir(), "palisade-draft-of-logs-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const silent = Object.assign(new Writable({ write: (_chunk, _encoding, done) => done() }), { isTTY: false });
  const terminal = { stdin: Readable.from([]), stdout: silent, stderr: silent, env: {} };

  const draftOfLogs = async (
    content: readonly Fields[],
    flags: ChoiceFlags = {},
    ask: Ask = takePreset,
    alarming?: LogsRead["alarming"],
  ) => {
    const records = content.map((one, index) => ({ ...one, eventID: `event-${index}` }));
    const file = join(folder, "logs.json");
    writeFileSync(file, JSON.stringify({ Records: records }));
    const { inventory } = await readInventory([file], terminal);
    const read: LogsRead = {
      paths: [file],
      inventory,
      groups: groupRequests(records, new Set(inventory.buckets.map(({ name }) => name))),
      complaints: [],
      alarming: alarming ?? ((settings) => alarmingMatches([file], settings, terminal)),
    };
    return makeDraft({ read, flags, ask, aws: undefined, usualRegion: undefined, now: NOW });
  };

  it("keeps networks, endpoints and roles that may be an attacker's as comments", async () => {
    const attack = "198.51.100.23";
    const { draft } = await draftOfLogs([
      ...days(12, { sourceIPAddress: "203.0.113.7" }),
      // Seen on many days, and then it opens the bucket.
      ...days(12, { sourceIPAddress: attack, userIdentity: IDENTITIES.user }),
      cloudTrail({
        ...inBucket("sensitive-data"),
        eventTime: "2026-03-12T11:00:00Z",
        eventName: "PutBucketPolicy",
        managementEvent: true,
        eventCategory: "Management",
        readOnly: false,
        sourceIPAddress: attack,
        requestParameters: {
          bucketName: "sensitive-data",
          bucketPolicy: {
            Statement: [
              { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::sensitive-data/*" },
            ],
          },
        },
      }),
      ...days(12, { sourceIPAddress: "10.0.0.7", vpcEndpointId: "vpce-0123456789abcdef0" }),
      ...Array.from({ length: 9 }, (_, index) =>
        days(1, {
          sourceIPAddress: `192.0.2.${index + 1}`,
          userIdentity: {
            ...IDENTITIES.role,
            sessionContext: { sessionIssuer: { type: "Role", arn: `arn:aws:iam::${OWNER}:role/roaming` } },
          },
        }),
      ).flat(),
    ]);
    expect(draft.allowed.map(({ value }) => value)).toEqual(["203.0.113.7/32"]);
    const because = (value: string, why: string) => ({
      key: expect.any(String),
      value,
      why: expect.stringContaining(why),
    });
    expect(draft.doubtful).toEqual([
      because("198.51.100.23/32", "alerts from there: s3.policy-made-public"),
      because("vpce-0123456789abcdef0", "it may be another account's"),
      because(`arn:aws:iam::${OWNER}:role/roaming`, "it would be allowed from anywhere"),
    ]);
  });

  it("protects the account's buckets only, and says why it leaves the others out", async () => {
    const { draft } = await draftOfLogs([
      ...days(1, {}),
      cloudTrail(inBucket("theirs", FOREIGN)),
      cloudTrail({ ...inBucket("trail-logs"), eventName: "PutObject", userIdentity: IDENTITIES.service }),
      cloudTrail({ requestParameters: { bucketName: "a-thiefs" }, eventName: "PutObject" }),
      cloudTrail({ requestParameters: { bucketName: "guessed" }, errorCode: "NoSuchBucket" }),
    ]);
    expect(draft.buckets.map(({ name }) => name)).toEqual(["sensitive-data"]);
    expect(Object.fromEntries(draft.leftOut.map(({ value, why }) => [value, why]))).toEqual({
      theirs: `belongs to account ${FOREIGN}`,
      "trail-logs": expect.stringContaining("AWS writes logs into it"),
      "a-thiefs": "no record says whose it is",
      guessed: "every request for it failed",
    });
  });

  it("chooses the account of most records of an organization's trail, and names the others", async () => {
    const other = cloudTrail({ ...inBucket("theirs", FOREIGN), recipientAccountId: FOREIGN });
    const { draft } = await draftOfLogs([...days(2, {}), other]);
    expect(draft.account).toEqual({ value: OWNER, why: "most records are from it" });
    expect(draft.gaps).toContainEqual(
      expect.stringContaining(`of 1 more account too, of which nothing is in here: ${FOREIGN}`),
    );
    const chosen = await draftOfLogs([...days(2, {}), other], { account: FOREIGN });
    expect(chosen.draft.buckets.map(({ name }) => name)).toEqual(["theirs"]);
  });

  it("has buckets of several regions, with the home region of most", async () => {
    const { draft } = await draftOfLogs([
      ...["one", "two-two"].map((name) => cloudTrail({ ...inBucket(`bucket-${name}`), awsRegion: "us-west-2" })),
      cloudTrail({ ...inBucket("bucket-three"), awsRegion: "eu-west-1" }),
      cloudTrail({ ...inBucket("bucket-four"), awsRegion: "cn-north-1" }),
    ]);
    expect(draft.region.value).toBe("us-west-2");
    expect(draft.buckets.map(({ region }) => region).toSorted()).toEqual(["eu-west-1", "us-west-2", "us-west-2"]);
    expect(draft.leftOut).toEqual([{ value: "bucket-four", why: expect.stringContaining("another partition") }]);
  });

  it("says which bucket to name where no record proves one to be the account's", async () => {
    await expect(draftOfLogs([cloudTrail()])).rejects.toThrow(
      "sensitive-data (no record says whose it is), fix: --bucket NAME",
    );
    const { draft } = await draftOfLogs([cloudTrail()], { bucket: ["sensitive-data"] });
    expect(draft.buckets).toEqual([expect.objectContaining({ name: "sensitive-data", region: "eu-central-1" })]);
  });

  it("allows a doubtful network that a person knows, and those that are given", async () => {
    const ask: Ask = (question) =>
      takePreset({ ...question, preset: question.prompt.startsWith("Those") ? "1" : question.preset });
    const { draft } = await draftOfLogs(
      days(1, { sourceIPAddress: "203.0.113.7" }),
      { network: ["198.51.100.0/24"] },
      ask,
    );
    expect(draft.allowed).toEqual([
      { key: "cidrs", value: "198.51.100.0/24", why: "given" },
      { key: "cidrs", value: "203.0.113.7/32", why: expect.stringMatching(/^named as yours; low: /) },
    ]);
    expect(draft.doubtful).toEqual([]);
  });

  it("says where alerts could not be looked for, and allows only what is sure without them", async () => {
    const { draft } = await draftOfLogs(
      [
        ...days(12, { sourceIPAddress: "203.0.113.7" }),
        ...days(12, {
          sourceIPAddress: "198.51.100.23",
          userIdentity: {
            ...IDENTITIES.role,
            sessionContext: { ...IDENTITIES.role.sessionContext, attributes: { mfaAuthenticated: "true" } },
          },
        }),
      ],
      {},
      takePreset,
      async () => undefined,
    );
    expect(draft.allowed.map(({ value }) => value)).toEqual(["198.51.100.23/32"]);
    expect(draft.doubtful).toEqual([expect.objectContaining({ value: "203.0.113.7/32" })]);
    expect(draft.gaps).toContainEqual(expect.stringContaining("alerts from these networks"));
  });
});
