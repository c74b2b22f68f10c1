import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { PalisadeConfig } from "./config";
import { bucketPolicyOf } from "./derived/bucket-policy-of";
import { loadConfig, parseConfig } from "./load-config";
import { ConfigError } from "./yaml/config-error";

const HEAD = ["project: palisade", 'account: "111122223333"', "region: eu-central-1"];

/** A configuration whose one perimeter begins in line 4; `perimeter` holds its lines, from line 6. */
function configuration(...perimeter: readonly string[]): string {
  return [...HEAD, "perimeters:", "  office:", ...perimeter.map((line) => `    ${line}`)].join("\n");
}

const VALID = ["buckets: [my-bucket]", "allow: {cidrs: [203.0.113.0/24]}"];

function allowing(...cidrs: readonly string[]): string {
  return configuration("buckets: [my-bucket]", "allow:", "  cidrs:", ...cidrs.map((cidr) => `    - ${cidr}`));
}

function problemsIn(load: () => unknown): readonly string[] {
  try {
    load();
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

function problemsOf(text: string, file = "palisade.yaml"): readonly string[] {
  return problemsIn(() => parseConfig(text, file));
}

function onePerimeter(config: PalisadeConfig) {
  const [perimeter] = config.perimeters;
  if (!perimeter) throw new Error("no perimeter");
  return perimeter;
}

function bucketOf(text: string) {
  const [bucket] = onePerimeter(parseConfig(text, "palisade.yaml")).buckets;
  return bucket;
}

describe("loadConfig on faults of the file itself", () => {
  it.each<[string, string, readonly string[]]>([
    ["an empty file", "", ["palisade.yaml:1:1 empty, expected a configuration"]],
    ["only comments", "# nothing\n\n", ["palisade.yaml:1:1 empty"]],
    ["a list", "- a\n", ["palisade.yaml:1:1 not a map of keys, got a list"]],
    ["an open quote", `${HEAD.join("\n")}\ntags: {a: "b}\n`, ["palisade.yaml:5:1 not YAML: Missing closing"]],
    [
      "two documents",
      "a: 1\n---\nb: 1\n",
      ['palisade.yaml:2:1 not YAML: Source contains multiple documents, got "---", expected YAML, fix: mend'],
    ],
    [
      "a tab",
      "tags:\n\towner: x\n",
      [
        'palisade.yaml:2:1 not YAML: Tabs are not allowed as indentation, got "\\\\towner: x", expected YAML, fix: mend',
      ],
    ],
    ["a list as key", "? [a, b]\n: c\n", ["palisade.yaml:1:3 not YAML"]],
    ["an alias to nothing", "project: *nothing\n", ["palisade.yaml:1:10 not YAML: no anchor of the name nothing"]],
    ["an unknown tag", "project: !secret x\n", ["palisade.yaml:1:10 not YAML: Unresolved tag"]],
  ])("names line and column of %s", (_, text, expected) => {
    const problems = problemsOf(text);
    expected.forEach((beginning, index) => {
      expect(problems[index]).toMatch(new RegExp(`^${beginning.replaceAll(".", "\\.")}`));
    });
  });

  it("says which file is missing and how to name another", () => {
    expect(problemsIn(() => loadConfig("no-such-folder/palisade.yaml"))).toEqual([
      "no-such-folder/palisade.yaml: cannot be read: no such file, expected a configuration, fix: write one with palisade init, or name another with --config or PALISADE_CONFIG",
    ]);
  });

  it("refuses a folder in place of a file", () => {
    expect(problemsIn(() => loadConfig("."))[0]).toMatch(/^\.: cannot be read: not a regular file, /);
  });

  it("refuses aliases that multiply without end", () => {
    const bomb = ["a: &a [x,x,x,x,x,x,x,x,x]"];
    for (const [index, name] of [..."bcdefghi"].entries()) {
      const inner = `*${"abcdefgh"[index]}`;
      bomb.push(`${name}: &${name} [${Array(9).fill(inner).join(",")}]`);
    }
    expect(problemsOf(bomb.join("\n"))[0]).toMatch(/^palisade\.yaml:1:1 an alias cannot be followed/);
  });
});

describe("loadConfig on single values", () => {
  const cases: readonly (readonly [what: string, text: string, ...expected: readonly string[]])[] = [
    [
      "a number for the account id, with the digits that YAML would have dropped",
      configuration(...VALID).replace('"111122223333"', "012345678901"),
      'palisade.yaml:2:10 account: not an account id in quotes, got 012345678901, expected 12 digits in quotes, fix: write account: "111122223333" with your id; without quotes YAML drops leading zeros',
    ],
    [
      "eleven digits",
      configuration(...VALID).replace("111122223333", "11112222333"),
      "palisade.yaml:2:10 account: not an account id in quotes",
    ],
    [
      "a typo in a key",
      configuration(...VALID).replace("region:", "regoin:"),
      'palisade.yaml:3:1 regoin: unknown key, got "regoin", expected project, account, region',
    ],
    [
      "a typo in a nested key",
      configuration("buckets: [my-bucket]", "allow: {cidr: [203.0.113.0/24]}"),
      'palisade.yaml:7:13 perimeters.office.allow.cidr: unknown key, got "cidr", expected cidrs, cidrFiles, vpcs, vpcEndpoints, principals, awsServices, fix: write cidrs',
    ],
    [
      "an unknown key that resembles none",
      configuration(...VALID, "colour: blue"),
      'palisade.yaml:8:5 perimeters.office.colour: unknown key, got "colour", expected mode, scope, buckets, allow, existingPolicy, tls, publicAccessBlock, sid, accessLogs, acceptLockOutRisk, fix: delete it',
    ],
    [
      "an unknown key of a bucket",
      configuration("buckets:", "  - {name: my-bucket, regon: us-east-1}", "allow: {cidrs: [203.0.113.0/24]}"),
      "palisade.yaml:7:27 perimeters.office.buckets.0.regon: unknown key",
    ],
    [
      "a key written twice",
      configuration(...VALID, "buckets: [other]"),
      'palisade.yaml:8:5 perimeters.office.buckets: written twice, got "buckets", expected each key once, fix: delete this one or the one in line 6',
    ],
    [
      "a reserved word for a perimeter",
      configuration(...VALID).concat("\n  __proto__: {}"),
      "palisade.yaml:8:3 perimeters.__proto__: a reserved word",
    ],
    [
      "a missing key",
      configuration("buckets: [my-bucket]"),
      "palisade.yaml:5:3 perimeters.office.allow: missing, expected cidrs",
    ],
    [
      "an empty key",
      configuration(...VALID, "tls:"),
      "palisade.yaml:8:5 perimeters.office.tls: not one of the choices, got nothing, expected 1.2, 1.3 or false",
    ],
    [
      "an unknown mode",
      configuration(...VALID, "mode: enforced"),
      "palisade.yaml:8:11 perimeters.office.mode: not one of the choices",
    ],
    [
      "an upper case bucket",
      configuration("buckets: [My-Bucket]", VALID[1] as string),
      'palisade.yaml:6:15 perimeters.office.buckets.0: not a bucket name: 3 to 63 of a-z, 0-9, dot and hyphen, first and last a letter or digit, got "My-Bucket"',
    ],
    [
      "a number for a bucket",
      configuration("buckets: [12345]", VALID[1] as string),
      "palisade.yaml:6:15 perimeters.office.buckets.0: not a bucket, got 12345",
    ],
    [
      "no bucket",
      configuration("buckets: []", VALID[1] as string),
      "palisade.yaml:6:5 perimeters.office.buckets: no bucket in it, got a list",
    ],
    [
      "a bad perimeter name",
      configuration(...VALID).replace("office", "The Office"),
      'palisade.yaml:5:3 perimeters.The Office: not a perimeter name, got "The Office"',
    ],
    ["no perimeter", [...HEAD, "perimeters: {}"].join("\n"), "palisade.yaml:4:1 perimeters: no perimeter in it"],
    [
      "an unquoted phone number",
      configuration(...VALID).concat("\nalerts: {sms: [+4915112345678]}"),
      "palisade.yaml:8:16 alerts.sms.0: not a phone number in quotes, got +4915112345678",
    ],
    [
      "a retention that CloudWatch has not",
      configuration(...VALID).concat("\nlogRetentionDays: 31"),
      "palisade.yaml:8:19 logRetentionDays: not one of the choices, got 31",
    ],
    [
      "a misspelt detection",
      configuration(...VALID).concat("\ndetections: {s3.denied-inside-alowlist: {enabled: true}}"),
      'palisade.yaml:8:14 detections.s3.denied-inside-alowlist: not a detection, got "s3.denied-inside-alowlist"',
    ],
    [
      "an exempt session",
      configuration(
        "buckets: [my-bucket]",
        'allow: {cidrs: [203.0.113.0/24], principals: ["arn:aws:sts::111122223333:assumed-role/x/y"]}',
      ),
      "palisade.yaml:7:51 perimeters.office.allow.principals.0: the ARN of a session",
    ],
    [
      "every principal as exempt",
      configuration("buckets: [my-bucket]", 'allow: {cidrs: [203.0.113.0/24], principals: ["*"]}'),
      'palisade.yaml:7:51 perimeters.office.allow.principals.0: exempts every principal and leaves no perimeter, got "*"',
    ],
    [
      "a key of another region",
      configuration(...VALID).concat('\nkms: "arn:aws:kms:us-east-1:111122223333:key/1"'),
      "palisade.yaml:8:6 kms: a key of another region",
    ],
    [
      "a bucket of another partition",
      configuration("buckets: [{name: my-bucket, region: cn-north-1}]", VALID[1] as string),
      "palisade.yaml:6:41 perimeters.office.buckets.0.region: in another partition",
    ],
    [
      "every principal as a deployer",
      configuration(...VALID).concat('\ntrust: {deployers: ["*"]}'),
      'palisade.yaml:8:21 trust.deployers.0: makes every principal a deployer, got "*", expected the ARN of one principal',
    ],
    [
      "a session as a deployer",
      configuration(...VALID).concat('\ntrust: {deployers: ["arn:aws:sts::111122223333:assumed-role/x/y"]}'),
      "palisade.yaml:8:21 trust.deployers.0: the ARN of a session",
    ],
    [
      "an unquoted trusted account",
      configuration(...VALID).concat("\ntrust: {accounts: [222233334444]}"),
      "palisade.yaml:8:20 trust.accounts.0: not an account id in quotes, got 222233334444",
    ],
    [
      "a decoy that is no bucket",
      configuration(...VALID).concat("\ndecoys: [My-Bucket/old]"),
      'palisade.yaml:8:10 decoys.0: not a bucket name: 3 to 63 of a-z, 0-9, dot and hyphen, first and last a letter or digit, got "My-Bucket/old"',
    ],
    [
      "a decoy whose requests are not recorded",
      configuration(...VALID).concat("\ndecoys: [my-bucket/old/, elsewhere/old/]"),
      'palisade.yaml:8:26 decoys.1: in a bucket without a perimeter, got "elsewhere/old/", expected a bucket whose requests are recorded, fix: add elsewhere to a perimeter',
    ],
    [
      "two functions of one name",
      configuration(...VALID).concat("\nnames: {function: f, closer: f}"),
      "palisade.yaml:8:30 names.closer: the name of function too",
    ],
  ];

  it.each(cases)("refuses %s", (_, text, ...expected) => {
    const problems = problemsOf(text);
    expect(problems.length).toBeGreaterThan(0);
    expected.forEach((beginning, index) => {
      expect(problems[index]?.slice(0, beginning.length)).toBe(beginning);
    });
  });

  it("reports a misspelt key that was needed once, not also as missing", () => {
    expect(problemsOf(configuration("bucket: [my-bucket]", VALID[1] as string))).toHaveLength(1);
  });
});

describe("loadConfig on networks", () => {
  it.each<[string, string]>([
    [
      "10.0.0.0/33",
      'palisade.yaml:9:11 perimeters.office.allow.cidrs.0: "33" is no prefix length of IPv4, got "10.0.0.0/33", ',
    ],
    [
      "203.0.113.5/24",
      'palisade.yaml:9:11 perimeters.office.allow.cidrs.0: has host bits set, got "203.0.113.5/24", expected a public IPv4 or IPv6 network, fix: write 203.0.113.0/24',
    ],
    ["0.0.0.0/0", 'palisade.yaml:9:11 perimeters.office.allow.cidrs.0: lets the whole internet in, got "0.0.0.0/0"'],
    ["10.5", "palisade.yaml:9:11 perimeters.office.allow.cidrs.0: not an IP address or network, got 10.5, "],
    [
      "0x0a000005",
      "palisade.yaml:9:11 perimeters.office.allow.cidrs.0: not an IP address or network, got 0x0a000005, ",
    ],
    [
      '"::ffff:10.0.0.1"',
      'palisade.yaml:9:11 perimeters.office.allow.cidrs.0: a private or reserved range, and aws:SourceIp only ever holds public addresses, got "::ffff:10.0.0.1"',
    ],
    [
      "office.example.com",
      'palisade.yaml:9:11 perimeters.office.allow.cidrs.0: not an IP address or network, got "office.example.com"',
    ],
    ["192.168.0.0/16", "palisade.yaml:9:11 perimeters.office.allow.cidrs.0: a private or reserved range"],
    ["10.0.0.300", "palisade.yaml:9:11 perimeters.office.allow.cidrs.0: not an IP address or network"],
  ])("refuses %s", (cidr, expected) => {
    const problems = problemsOf(allowing(cidr));
    expect(problems).toHaveLength(1);
    expect(problems[0]?.slice(0, expected.length)).toBe(expected);
  });

  it("normalises IPv4-mapped addresses, case and zeros, and drops what is listed twice", () => {
    const text = allowing('"::ffff:203.0.113.7"', '"2001:0DB8::/32"', "203.0.113.7", "198.51.100.0/24");
    const { allow } = onePerimeter(parseConfig(text, "palisade.yaml")).perimeter;
    expect(allow.cidrs).toEqual(["203.0.113.7/32", "2001:db8::/32", "198.51.100.0/24"]);
  });

  it("refuses an allowlist that allows nothing", () => {
    expect(problemsOf(configuration("buckets: [my-bucket]", "allow: {cidrs: []}"))).toEqual([
      "palisade.yaml:7:5 perimeters.office.allow: allows nothing, expected at least one network, VPC or VPC endpoint, fix: add cidrs, cidrFiles, vpcs or vpcEndpoints",
    ]);
  });

  it("says how large a policy with 5,000 networks would be, and what to do", () => {
    const networks = Array.from({ length: 5000 }, (_, index) => `52.${index >> 7}.${(index & 127) * 2}.0/24`);
    const text = allowing(...networks).replace("  office:", "  office:\n    mode: enforce\n    existingPolicy: none");
    const problems = problemsOf(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(
      /^palisade\.yaml:8:15 perimeters\.office\.buckets\.0: .*\d{5} bytes .*5000 networks.*at most 20480.*VPC endpoint.*prefix.*split/,
    );
  });

  it("loads a thousand buckets and a thousand networks", () => {
    const text = [
      ...[...HEAD, "perimeters:", "  office:", "    mode: enforce", "    existingPolicy: none", "    buckets:"],
      ...Array.from({ length: 1000 }, (_, index) => `      - my-bucket-${index}`),
      ...["    allow:", "      cidrs:"],
      ...Array.from({ length: 1000 }, (_, index) => `        - 52.0.${index >> 7}.${(index & 127) * 2}`),
    ].join("\n");
    const { buckets, perimeter } = onePerimeter(parseConfig(text, "palisade.yaml"));
    expect([buckets.length, perimeter.allow.cidrs.length]).toEqual([1000, 1000]);
  });
});

describe("loadConfig on several values together", () => {
  it("refuses a bucket that is listed twice", () => {
    expect(problemsOf(configuration("buckets:", "  - my-bucket", "  - {name: my-bucket}", VALID[1] as string))).toEqual(
      [
        "palisade.yaml:8:9 perimeters.office.buckets.1: listed twice, got my-bucket, expected each bucket once, fix: delete it here or in line 7",
      ],
    );
  });

  it("refuses two perimeters for one bucket", () => {
    const text = [configuration(...VALID), "  home:", "    buckets: [my-bucket]", "    allow: {cidrs: [198.51.100.7]}"];
    expect(problemsOf(text.join("\n"))).toEqual([
      "palisade.yaml:9:15 perimeters.home.buckets.0: in perimeter office already, got my-bucket, expected each bucket once, fix: delete it here or in line 6",
    ]);
  });

  it.each<[string, string, string]>([
    ["log", "logs: {bucket: my-bucket}", "its own records would be recorded without end"],
    ["state", "state: {bucket: my-bucket}", "Terraform could be locked out of it"],
  ])("refuses the %s bucket inside a perimeter", (role, line, why) => {
    expect(problemsOf(`${configuration(...VALID)}\n${line}`)).toEqual([
      `palisade.yaml:6:15 perimeters.office.buckets.0: the ${role} bucket, got my-bucket, expected a bucket that holds your data, fix: leave it out, since ${why}`,
    ]);
  });

  it("refuses one bucket for logs and state", () => {
    const text = `${configuration(...VALID)}\nlogs: {bucket: both}\nstate: {bucket: both}`;
    expect(problemsOf(text)[0]).toMatch(/^palisade\.yaml:9:17 state\.bucket: the log bucket too, got "both"/);
  });

  it("does not count exempt principals of other accounts, which cannot change the bucket's policy", () => {
    const lines = VALID.map((line) => line.replace("]}", "], principals: ['arn:aws:iam::444455556666:role/auditor']}"));
    const text = configuration(...lines, "existingPolicy: none", "mode: enforce", "scope: all");
    expect(problemsOf(text)).toEqual([
      expect.stringMatching(
        /scope: no one could undo .* without a principal that could change the policy, expected an exempt role or user of account 111122223333, fix: /,
      ),
    ]);
  });

  it("refuses a perimeter that no one could undo, unless the risk is accepted by name", () => {
    const lines = [...VALID, "existingPolicy: none", "mode: enforce", "scope: all"];
    expect(problemsOf(configuration(...lines))[0]).toMatch(
      /^palisade\.yaml:10:12 perimeters\.office\.scope: no one could undo this perimeter .*acceptLockOutRisk: office$/,
    );
    expect(problemsOf(configuration(...lines, "acceptLockOutRisk: offices"))).toEqual([
      `palisade.yaml:11:24 perimeters.office.acceptLockOutRisk: not this perimeter's name, got "offices", expected office, fix: write office if you accept that no one may be able to undo it`,
    ]);
    const accepted = onePerimeter(parseConfig(configuration(...lines, "acceptLockOutRisk: office"), "palisade.yaml"));
    expect(accepted.acceptedLockOutRisk).toBe(true);
  });

  it.each<[string]>([["mode: enforce"], ["tls: 1.2"]])(
    "wants to know the existing policy before %s replaces it",
    (line) => {
      const [problem, ...others] = problemsOf(configuration(...VALID, line));
      expect(others).toEqual([]);
      expect(problem).toMatch(
        /^palisade\.yaml:5:3 perimeters\.office\.existingPolicy: missing, .* replaces the policy of my-bucket,/,
      );
    },
  );

  it("reports every fault at once, by line", () => {
    const text = [
      "project: P",
      "account: 1",
      "regoin: eu-central-1",
      "perimeters:",
      "  office:",
      "    mode: enforce",
      "    scope: everything",
      "    buckets: [ab, my-bucket, my-bucket]",
      "    allow:",
      "      cidrs: [10.0.0.0/8, 203.0.113.0/24]",
      "      cidrFiles: [missing.txt]",
      "alerts: {email: nobody, dedupMinutes: 0}",
    ].join("\n");
    const places = problemsOf(text).map((problem) => problem.split(/:? /).slice(0, 2).join(" "));
    expect(places).toEqual([
      "palisade.yaml:1:10 project",
      "palisade.yaml:2:10 account",
      "palisade.yaml:3:1 regoin",
      "palisade.yaml:5:3 perimeters.office.existingPolicy",
      "palisade.yaml:7:12 perimeters.office.scope",
      "palisade.yaml:8:15 perimeters.office.buckets.0",
      "palisade.yaml:8:30 perimeters.office.buckets.2",
      "palisade.yaml:10:15 perimeters.office.allow.cidrs.0",
      "palisade.yaml:11:19 perimeters.office.allow.cidrFiles.0",
      "palisade.yaml:12:17 alerts.email",
      "palisade.yaml:12:39 alerts.dedupMinutes",
    ]);
  });
});

describe("loadConfig with files beside the configuration", () => {
  let folder = "";

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "palisade-config-"));
    mkdirSync(path.join(folder, "policies"));
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  function write(name: string, text: string): void {
    writeFileSync(path.join(folder, name), text);
  }

  /** Problems without the folder's name. */
  function problemsWith(text: string): readonly string[] {
    return problemsOf(text, path.join(folder, "palisade.yaml")).map((problem) =>
      problem.replaceAll(`${folder}${path.sep}`, ""),
    );
  }

  const withFiles = (...names: readonly string[]) =>
    configuration("buckets: [my-bucket]", `allow: {cidrFiles: [${names.join(", ")}]}`);

  it("reads networks one per line, with comments", () => {
    write("office.txt", "\uFEFF# office\r\n203.0.113.0/24 # first floor\r\n\r\n  2001:DB8::/32\r\n");
    const config = parseConfig(withFiles("office.txt"), path.join(folder, "palisade.yaml"));
    expect(onePerimeter(config).perimeter.allow.cidrs).toEqual(["203.0.113.0/24", "2001:db8::/32"]);
  });

  it("names file and line of a bad network", () => {
    write("bad.txt", "# office\n203.0.113.0/24\n  203.0.113.5/24\nhost.example.com # old\n");
    const [first, second, ...others] = problemsWith(withFiles("bad.txt"));
    expect(others).toEqual([]);
    expect(first).toMatch(
      /^bad\.txt:3:3 perimeters\.office\.allow\.cidrFiles\.0: has host bits set, got "203\.0\.113\.5\/24", /,
    );
    expect(second).toMatch(
      /^bad\.txt:4:1 perimeters\.office\.allow\.cidrFiles\.0: not an IP address or network, got "host/,
    );
  });

  it("refuses an empty file, and names a missing one where it is asked for", () => {
    write("empty.txt", "# none yet\n");
    expect(problemsWith(withFiles("missing.txt", "empty.txt"))).toEqual([
      'palisade.yaml:7:25 perimeters.office.allow.cidrFiles.0: cannot be read: no such file, got "missing.txt", expected a text file, fix: correct the path, which is relative to this file',
      "empty.txt:1:1 perimeters.office.allow.cidrFiles.1: no network in it, expected one per line, fix: add a network such as 203.0.113.0/24, or leave the file out",
    ]);
  });

  it("reads trusted accounts from the file's list and from another file, each once and without its own", () => {
    write("accounts.json", '{"Accounts":[{"Id":"333344445555"},{"Id":"111122223333"},{"Id":"222233334444"}]}');
    const text = `${configuration(...VALID)}\ntrust: {accounts: ["222233334444"], accountsFile: accounts.json}`;
    expect(parseConfig(text, path.join(folder, "palisade.yaml")).trust).toEqual({
      accounts: ["222233334444", "333344445555"],
      deployers: [],
    });
  });

  it("names file and line of what is no account", () => {
    write("accounts.txt", "222233334444\nlast year's partner\n");
    expect(problemsWith(`${configuration(...VALID)}\ntrust: {accountsFile: accounts.txt}`)).toEqual([
      `accounts.txt:2:1 trust.accountsFile: not an account id, got "last year's partner", expected 12 digits, fix: write one account id per line, or save what aws organizations list-accounts prints`,
    ]);
    expect(problemsWith(`${configuration(...VALID)}\ntrust: {accountsFile: no.txt}`)[0]).toMatch(
      /^palisade\.yaml:8:23 trust\.accountsFile: cannot be read: no such file, got "no\.txt"/,
    );
  });

  const kept = (bucket: string, sid: string) => ({
    Version: "2012-10-17",
    Statement: {
      Sid: sid,
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::111122223333:role/reader" },
      Action: "s3:GetObject",
      Resource: `arn:aws:s3:::${bucket}/*`,
    },
  });
  const enforcing = configuration(...VALID, "mode: enforce", "existingPolicy: policies/{bucket}.json");

  it("keeps the statements of the bucket's own file", () => {
    write("policies/my-bucket.json", JSON.stringify({ Id: "Readers", ...kept("my-bucket", "Reader") }));
    const config = parseConfig(enforcing, path.join(folder, "palisade.yaml"));
    const perimeter = onePerimeter(config);
    const [bucket] = perimeter.buckets;
    expect(bucket?.existingPolicy).toMatchObject({ kind: "statements", statements: [{ Sid: "Reader" }] });
    const policy = bucket && bucketPolicyOf(config.partition, perimeter, bucket);
    expect(policy?.document.Id).toBe("Readers");
    expect(policy?.document.Statement.map((statement) => statement["Sid"])).toEqual([
      "Reader",
      "PalisadePerimeter",
      "PalisadeSecureTransport",
      "PalisadeMinimumTls",
    ]);
  });

  it.each<[string, string, RegExp]>([
    [
      "that is missing",
      "",
      /existingPolicy: cannot be read: no such file.*fix: aws s3api get-bucket-policy --bucket my-bucket /,
    ],
    ["that is not JSON", "{", /^policies\/my-bucket\.json:1:2 perimeters\.office\.existingPolicy: not JSON/],
    ["without statements", "{}", /^policies\/my-bucket\.json:1:1 .*no statement in it/],
    [
      "that names a deleted role",
      JSON.stringify({
        Statement: { ...kept("my-bucket", "Reader").Statement, Principal: { AWS: "AROAEXAMPLEROLEID1234" } },
      }),
      /^policies\/my-bucket\.json:1:66 perimeters\.office\.existingPolicy: the id of a role or user that was deleted/,
    ],
    [
      "of another bucket",
      JSON.stringify(kept("other", "Reader")),
      /^palisade\.yaml:6:15 perimeters\.office\.buckets\.0: .*other/,
    ],
    [
      "whose Sid is ours",
      JSON.stringify(kept("my-bucket", "PalisadePerimeter")),
      /^palisade\.yaml:6:15 .*PalisadePerimeter/,
    ],
  ])("refuses an existing policy %s", (_, text, expected) => {
    rmSync(path.join(folder, "policies/my-bucket.json"), { force: true });
    if (text) write("policies/my-bucket.json", text);
    const problems = problemsWith(enforcing);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(expected);
  });

  it("never puts a bad bucket name into a path", () => {
    write("secret.json", JSON.stringify(kept("secret", "Reader")));
    const problems = problemsWith(enforcing.replace("[my-bucket]", '["../secret"]'));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/buckets\.0: not a bucket name/);
  });
});

describe("what loadConfig fills in", () => {
  it("touches nothing on a bucket that is only observed", () => {
    expect(bucketOf(configuration(...VALID))).toEqual({
      name: "my-bucket",
      region: "eu-central-1",
      create: false,
      existingPolicy: { kind: "unknown" },
      tls: false,
      publicAccessBlock: false,
    });
  });

  it("hardens a bucket that it enforces on or creates", () => {
    const hardened = { tls: "1.2", publicAccessBlock: true, existingPolicy: { kind: "none" } };
    expect(bucketOf(configuration(...VALID, "mode: enforce", "existingPolicy: none"))).toMatchObject(hardened);
    const created = configuration("buckets: [{name: new-one, create: true, region: us-east-1}]", VALID[1] as string);
    expect(bucketOf(created)).toMatchObject({ ...hardened, create: true, region: "us-east-1" });
  });

  it("lets a bucket say for itself that it has no policy", () => {
    const own = configuration(
      "mode: enforce",
      "buckets: [{name: my-bucket, existingPolicy: none}]",
      VALID[1] as string,
    );
    expect(bucketOf(own)?.existingPolicy).toEqual({ kind: "none" });
  });

  it("derives partition, regions and log bucket", () => {
    const text = configuration("buckets: [{name: there, region: cn-northwest-1}, here]", VALID[1] as string);
    const config = parseConfig(text.replace("eu-central-1", "cn-north-1"), "palisade.yaml");
    expect(config).toMatchObject({
      partition: "aws-cn",
      regions: ["cn-north-1", "cn-northwest-1"],
      logs: { bucket: "palisade-logs-111122223333-cn-north-1", retentionDays: 365 },
      trail: { kind: "create" },
      kms: { kind: "create" },
      alerts: { email: [], sms: [], dedupMinutes: 60 },
    });
    expect(config).not.toHaveProperty("state");
  });

  it("takes a decoy in any bucket where another trail records, and trusts no one unless told", () => {
    const decoys = `${configuration(...VALID)}\ntrail: {existing: organisation-trail}\ndecoys: [elsewhere, elsewhere]`;
    expect(parseConfig(decoys, "palisade.yaml").decoys).toEqual(["elsewhere"]);
    expect(parseConfig(configuration(...VALID, "mode: observe"), "palisade.yaml")).toMatchObject({
      trust: { accounts: [], deployers: [] },
      suppressions: [],
      decoys: [],
    });
  });

  it("fills in the state's region and prefix", () => {
    const config = parseConfig(`${configuration(...VALID)}\nstate: {bucket: my-state}`, "palisade.yaml");
    expect(config.state).toEqual({ bucket: "my-state", region: "eu-central-1", prefix: "palisade" });
  });
});
