import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import type { Fields } from "@palisade/engine/events/fields";
import { cloudTrail } from "../../testing/fixtures/cloudtrail-fixture";
import { logLine } from "../../testing/fixtures/preview-fixture";
import { runPalisade } from "../program";

// The database and a busy machine take their time.
jest.setTimeout(60_000);

let folder = "";
let files = 0;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "palisade-gate-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, content: string) => {
  const path = join(folder, `${files++}-${name}`);
  writeFileSync(path, content);
  return path;
};
const log = (...records: readonly Fields[]) => file("log.json", JSON.stringify({ Records: records }));

const config = (changes: Readonly<Record<string, string>> = {}) => {
  const { account = "111122223333", bucket = "customer-data", mode = "enforce" } = changes;
  return file(
    "palisade.yaml",
    `project: gate
account: "${account}"
region: eu-central-1
perimeters:
  data:
    mode: ${mode}
    scope: data
    buckets: [${bucket}]
    allow: { cidrs: [203.0.113.0/24], principals: ["arn:aws:iam::111122223333:role/break-glass"], awsServices: true }
    existingPolicy: none
logs: { bucket: gate-logs }
trust: { deployers: ["arn:aws:iam::111122223333:role/deployer"] }
`,
  );
};

let next = 0;
/** A request of alice's from inside, unless said. */
const request = (bucketName: string | undefined, overrides: Fields = {}): Fields =>
  cloudTrail({
    eventID: `event-${next++}`,
    awsRegion: "eu-central-1",
    sourceIPAddress: "203.0.113.9",
    eventCategory: "Data",
    managementEvent: false,
    requestParameters: { bucketName, key: "report.csv" },
    ...overrides,
  });

const inside = (overrides: Fields = {}) => request("customer-data", overrides);
const OUTSIDE = { sourceIPAddress: "198.51.100.77" };

/** A role's session that a service uses: the record does not say which of the two asked. */
const BY_ATHENA = {
  sourceIPAddress: "macie.amazonaws.com",
  userIdentity: {
    type: "AssumedRole",
    principalId: "AROAEXAMPLE:scan",
    arn: "arn:aws:sts::111122223333:assumed-role/scanner/scan",
    accountId: "111122223333",
    sessionContext: {
      sessionIssuer: { type: "Role", arn: "arn:aws:iam::111122223333:role/scanner", accountId: "111122223333" },
    },
    invokedBy: "athena.amazonaws.com",
  },
};

async function palisade(...args: readonly string[]) {
  const texts = { out: [] as string[], err: [] as string[] };
  const into = (list: string[]) =>
    new Writable({
      write(chunk, _encoding, done) {
        list.push(String(chunk));
        done();
      },
    });
  const terminal = { stdin: Readable.from([]), stdout: into(texts.out), stderr: into(texts.err), env: {} };
  const status = await runPalisade(args, terminal);
  return { status, out: texts.out.join(""), err: texts.err.join("") };
}

/** Each list of logs has a place of its own in it, and is converted once. */
const cache = () => join(folder, "cache");
const preview = (...args: readonly string[]) => palisade("preview", "--cache", cache(), ...args);

describe("a gate", () => {
  it("passes where everything was judged and no one loses access", async () => {
    const logs = log(inside(), inside());
    expect(await preview("-c", config(), "--fail-on", "cutoff", logs)).toMatchObject({
      status: 0,
      out: expect.stringMatching(/^No one loses access who had it\.\n(?!.*Not judged)/s),
    });
    expect(await palisade("replay", "-c", config(), "--fail-on", "high", logs)).toMatchObject({
      status: 0,
      err: expect.not.stringContaining("gate fails"),
    });
  });

  it("has one flag, of which --fail-on-cutoff is a name", async () => {
    const logs = log(inside(OUTSIDE));
    for (const flags of [["--fail-on", "cutoff"], ["--fail-on-cutoff"]]) {
      const { status, err } = await preview("-c", config(), ...flags, logs);
      expect({ status, err }).toEqual({
        status: 3,
        err: expect.stringContaining("gate fails: someone would lose access\n"),
      });
    }
  });

  const notOfOurs: readonly (readonly [what: string, records: readonly Fields[], word: RegExp, kind: string])[] = [
    [
      "another bucket",
      [request("other-data"), request("other-data")],
      /2 requests to 1 bucket .*\(other-data 2\)/s,
      "other-buckets",
    ],
    [
      "another account",
      [inside({ recipientAccountId: "444455556666" })],
      /account other than 111122223333 \(444455556666 1\)/s,
      "other-accounts",
    ],
    [
      "another region",
      [inside({ awsRegion: "ap-south-1" })],
      /1 record of regions .*\(ap-south-1 1\)/s,
      "other-regions",
    ],
    [
      "an access point whose bucket is not recorded",
      [request("finance-abcdefghijklmnop12345678-s3alias")],
      /1 request by access points .*finance-/s,
      "access-points",
    ],
    [
      "an Object Lambda access point",
      [
        {
          ...request("arn:aws:s3-object-lambda:eu-central-1:111122223333:accesspoint/redacted"),
          eventSource: "s3-object-lambda.amazonaws.com",
        },
      ],
      /1 request by access points .*redacted/s,
      "access-points",
    ],
    [
      "a bucket that they do not name",
      [request(undefined, { requestParameters: { bucketName: undefined, Host: undefined } })],
      /1 request for objects whose records do not say of which bucket/,
      "unnamed-buckets",
    ],
    ["an undecided caller", [inside(BY_ATHENA)], /1 undecided (caller|request)/, "undecided"],
  ];

  it.each(notOfOurs)("fails on records of %s beside others, and says so", async (_what, records, word, kind) => {
    const logs = log(inside(), ...records);
    const flat = (text: string) => text.replace(/\s+/g, " ");
    for (const run of [preview, (...args: readonly string[]) => palisade("replay", ...args)]) {
      const gate = run === preview ? "cutoff" : "high";
      const { status, out, err } = await run("-c", config(), "--fail-on", gate, logs);
      expect({ status, err }).toEqual({ status: 3, err: expect.stringContaining(`--allow-not-judged ${kind}\n`) });
      expect(flat(out)).toMatch(word);
      expect(out).not.toMatch(/^No one/);
      expect(await run("-c", config(), "--fail-on", gate, "--allow-undecided", logs)).toMatchObject({ status: 0 });
      const allowed = ["--fail-on", gate, "--allow-not-judged", kind];
      const json = await run("-c", config(), ...allowed, "--format", "json", logs);
      expect(json).toMatchObject({ status: 0 });
      const last = JSON.parse(json.out.trim().split("\n").at(-1) ?? "") as { readonly notJudged: Fields };
      expect(last.notJudged[kind]).toEqual(
        kind === "undecided" || kind === "unnamed-buckets" ? 1 : expect.objectContaining({ records: records.length }),
      );
    }
  });

  const mistaken: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ["the wrong account", { account: "444455556666" }],
    ["the wrong bucket", { bucket: "other-data" }],
  ];

  it.each(mistaken)(
    "fails with %s in the configuration whatever is allowed, and nothing reads as an all-clear",
    async (_what, changes) => {
      const logs = log(inside(), inside(OUTSIDE));
      for (const run of [preview, (...args: readonly string[]) => palisade("replay", ...args)]) {
        const gate = ["--fail-on", run === preview ? "cutoff" : "critical", "--allow-undecided"];
        const { status, out, err } = await run("-c", config(changes), ...gate, logs);
        expect({ status, err }).toEqual({
          status: 3,
          err: expect.stringContaining("nothing that could be judged"),
        });
        expect(out).toContain("Nothing is known");
        expect(out).not.toContain("obody loses");
        expect(await run("-c", config(changes), logs)).toMatchObject({ status: 1 });
      }
    },
  );

  it("fails on access logs of another bucket, and on none at all", async () => {
    const lines = file("2026-03-01-12-00-00-0123456789ABCDEF", `${logLine({ bucket: "other-data" })}\n`);
    for (const logs of [lines, log()]) {
      expect(await preview("-c", config(), "--fail-on", "cutoff", logs)).toMatchObject({ status: 3 });
      expect(await palisade("replay", "-c", config(), "--fail-on", "high", logs)).toMatchObject({ status: 3 });
      expect(await palisade("replay", "-c", config(), logs)).toMatchObject({ status: 1 });
    }
  });

  it("of a perimeter that only observes does not fail on the undecided, who are said all the same", async () => {
    const { status, out } = await preview(
      "-c",
      config({ mode: "observe" }),
      "--fail-on",
      "cutoff",
      log(inside(BY_ATHENA)),
    );
    expect(status).toBe(0);
    expect(out).toMatch(/^No one loses access as long as it only observes; enforced, of 1 caller it cannot be told\./);
  });

  it("of a hunt fails on rows, on logs of something else and on none, and knows of which buckets there are logs", async () => {
    const hunt = (id: string, ...args: readonly string[]) =>
      palisade("hunt", id, "--cache", cache(), "--fail-on", "rows", ...args);
    const configured = ["-c", config()];
    expect(await hunt("outside-allowlist", ...configured, log(inside()))).toMatchObject({ status: 0 });
    expect(await hunt("outside-allowlist", ...configured, log(inside(OUTSIDE)))).toMatchObject({ status: 3 });
    const other = await hunt("outside-allowlist", ...configured, log(request("other-data", OUTSIDE)));
    expect(other).toMatchObject({
      status: 3,
      err: expect.stringContaining("Nothing is known: the logs hold no S3 request"),
    });
    expect(other.err).not.toContain("nothing found");
    const mixed = log(inside(), request("other-data", OUTSIDE));
    expect(await hunt("outside-allowlist", ...configured, mixed)).toMatchObject({
      status: 3,
      err: expect.stringContaining("--allow-not-judged other-buckets"),
    });
    expect(await hunt("outside-allowlist", ...configured, "--allow-undecided", mixed)).toMatchObject({ status: 0 });
    const wrong = ["-c", config({ account: "444455556666" })];
    expect(await hunt("outside-allowlist", ...wrong, "--allow-undecided", log(inside()))).toMatchObject({ status: 3 });
    expect(await hunt("denied-requests", log(inside()))).toMatchObject({ status: 0 });
    expect(await hunt("access-log-anonymous", log(inside()))).toMatchObject({ status: 3 });
  });

  const aboutBucket = (overrides: Fields = {}) =>
    inside({
      eventName: "GetBucketPolicy",
      eventCategory: "Management",
      managementEvent: true,
      requestParameters: { bucketName: "customer-data", key: undefined },
      ...overrides,
    });

  it("fails on a trail without data events, of which no one learns who reached an object", async () => {
    const logs = log(aboutBucket(), aboutBucket(OUTSIDE));
    const previewed = await preview("-c", config(), "--fail-on", "cutoff", "--allow-undecided", logs);
    expect(previewed).toMatchObject({
      status: 3,
      out: expect.stringMatching(/^Nothing is known: the logs hold no request for an object of customer-data/),
    });
    expect(await preview("-c", config(), logs)).toMatchObject({ status: 1 });
    const replayed = await palisade("replay", "-c", config(), "--fail-on", "critical", logs);
    expect(replayed).toMatchObject({
      status: 3,
      out: expect.stringContaining("Not judged: requests for objects of 1 protected bucket"),
      err: expect.stringContaining("--allow-not-judged silent-buckets\n"),
    });
    // One request for an object shows that the trail records them.
    const both = log(aboutBucket(), inside());
    expect(await preview("-c", config(), "--fail-on", "cutoff", both)).toMatchObject({ status: 0 });
    expect(await palisade("replay", "-c", config(), "--fail-on", "critical", both)).toMatchObject({ status: 0 });
  });

  it("of a comparison fails where the logs hold nothing of the new configuration's buckets", async () => {
    const logs = log(inside());
    const compare = ["--compare", config(), config({ bucket: "customer-dota" }), "--fail-on", "cutoff"];
    expect(await preview(...compare, logs)).toMatchObject({
      status: 3,
      out: expect.stringMatching(/^Nothing is known: the logs hold no request to a protected bucket\./),
    });
    expect(await preview("--compare", config(), config(), "--fail-on", "cutoff", logs)).toMatchObject({ status: 0 });
  });

  const unasked: readonly (readonly [string, readonly string[], Readonly<Record<string, string>>, Fields, string])[] = [
    ["days without records", ["denied-requests", "--since", "2026-05-01"], {}, inside(), "since 2026-05-01"],
    ["days before all records", ["outside-allowlist", "--until", "2020-01-31"], {}, inside(), "until 2020-01-31"],
    ["days behind all records", ["new-addresses", "-p", "after=2027-01-01"], {}, inside(), "since 2027-01-01"],
    ["a bucket that is not in them", ["object-history", "-p", "bucket=customer-dota"], {}, inside(), "customer-dota"],
    ["a bucket that only a call is about", ["object-history", "-p", "bucket=customer-data"], {}, aboutBucket(), "data"],
    ["no data events", ["deletes-per-hour"], {}, aboutBucket(), "no CloudTrail data events"],
    ["no management events", ["policy-changes"], {}, inside(), "no CloudTrail management events"],
    ["another account's", ["denied-requests"], { account: "444455556666" }, inside(), "no record of account 4444"],
    [
      "another account's, asked with a detection",
      ["detection.iam.user-created"],
      { account: "444455556666" },
      aboutBucket(),
      "no record of account 4444",
    ],
    [
      "another bucket's, asked with a detection",
      ["detection.s3.access-outside-allowlist"],
      { bucket: "customer-dota" },
      inside(OUTSIDE),
      "no S3 request to customer-dota",
    ],
  ];

  it.each(unasked)("of a hunt fails on %s, of which it says that nothing is known", async (...given) => {
    const [, args, changes, record, words] = given;
    const logs = log(record);
    const hunt = (...more: readonly string[]) =>
      palisade("hunt", ...args, "-c", config(changes), "--cache", cache(), ...more, logs);
    const plain = await hunt();
    expect(plain).toMatchObject({ status: 1, err: expect.stringContaining("Nothing is known: ") });
    expect(plain.err).toContain(words);
    expect(plain.err).not.toContain("nothing found");
    expect(await hunt("--fail-on", "rows", "--allow-undecided")).toMatchObject({ status: 3 });
  });

  it("of replay fails on alerts of the severity and above", async () => {
    const logs = log(inside({ ...OUTSIDE, errorCode: "AccessDenied" }));
    const status = async (severity: string) =>
      (await palisade("replay", "-c", config(), "--fail-on", severity, logs)).status;
    expect([await status("low"), await status("medium"), await status("critical")]).toEqual([3, 3, 0]);
  });

  it.each([
    [["preview", "--fail-on", "high"], /--fail-on: got "high", expected cutoff/],
    [["replay", "--fail-on", "bad"], /--fail-on: got "bad", expected informational, low/],
    [
      ["replay", "--fail-on", "high", "--allow-not-judged", "all"],
      /--allow-not-judged: got "all", expected other-buckets/,
    ],
    [["replay", "--allow-undecided"], /go with a gate/],
    [["hunt", "bytes-out", "--since", "2026-05-02", "--until", "2026-05-01"], /since 2026-05-02 is after until/],
    [["hunt", "outside-allowlist", "--fail-on", "cutoff"], /--fail-on: got "cutoff", expected rows/],
  ])("is refused where it is not understood: %j", async (args, message) => {
    expect(await palisade(...args, "-c", config(), log(inside()))).toMatchObject({
      status: 2,
      err: expect.stringMatching(message),
    });
  });

  it("knows the own log buckets, of which every trail has records", async () => {
    const logs = log(inside(), request("gate-logs", { eventName: "GetBucketAcl", managementEvent: true }));
    expect(await preview("-c", config(), "--fail-on", "cutoff", logs)).toMatchObject({ status: 0 });
  });

  it("keeps from the terminal what a name in a log may do there", async () => {
    const { out } = await palisade("replay", "-c", config(), log(inside(), request("evil\u001b[2J\u202e")));
    expect(out).toContain("evil");
    expect(out).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
  });
});
