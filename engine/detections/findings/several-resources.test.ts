import { readFileSync } from "node:fs";
import { join } from "node:path";
import { snsMessage } from "@palisade/functions/alerts/sns-message";
import fc from "fast-check";
import { anAlert } from "../../../testing/fixtures/alert-fixture";
import {
  accessAnalyzerFinding,
  configChange,
  guardDutyFinding,
  inApiForm,
  MACIE_POLICY,
  macieFinding,
  S3_FINDING,
  securityHubFindings,
} from "../../../testing/fixtures/finding-fixture";
import { received } from "../../../testing/fixtures/received-alert-fixture";
import { describeWithSharedData } from "../../../testing/shared-data";
import { detectorSettings, samplePerimeter } from "../../../testing/test-detection";
import { channelsOf } from "../../alerts/routing";
import { emailText } from "../../alerts/text/email";
import { smsText } from "../../alerts/text/sms";
import { subjectLine } from "../../alerts/text/subject";
import { discordAlert } from "../../channels/discord/alert";
import { pagerDutyAlert } from "../../channels/pagerduty/alert";
import { securityHubAlert } from "../../channels/securityhub/alert";
import { slackAlert } from "../../channels/slack/alert";
import { teamsAlert } from "../../channels/teams/alert";
import { ocsfFinding } from "../../channels/webhook/ocsf";
import type { Fields } from "../../events/fields";
import { parseEvents } from "../../events/parse-events";
import type { Suppression } from "../../settings";
import { createEngine } from "../engine/engine";
import { bucketsOf, sourceIpsOf } from "../engine/match-names";

const detectWith = (suppressions: readonly Suppression[] = []) => {
  const engine = createEngine(detectorSettings({ perimeters: [samplePerimeter("sensitive-data")], suppressions }));
  return (record: unknown) => {
    const parsed = parseEvents(record);
    return (parsed.kind === "events" ? parsed.events : []).map((event) => engine.detect(event));
  };
};

const matchOf = (record: unknown) => {
  const [match] = detectWith()(record).flatMap(({ matches }) => matches);
  if (match === undefined) throw new Error("no match, expected one");
  return match;
};

const bucket = (name: string): Fields => ({ name, arn: `arn:aws:s3:::${name}`, type: "Destination" });

const seq = (sequence: Fields) =>
  guardDutyFinding({
    ...S3_FINDING,
    type: "AttackSequence:S3/CompromisedData",
    severity: 9,
    resource: { resourceType: "AttackSequence" },
    service: { archived: false, count: 1, action: null, detection: { sequence } },
  });

const SEQUENCE: Fields = {
  uid: "s",
  actors: [
    { id: "a1", user: { name: "mallory", uid: "AIDA1", type: "IAMUser" } },
    { id: "a2", user: { uid: "AROA2", type: "AssumedRole" } },
    { id: "a3", process: { name: "sh" } },
  ],
  endpoints: [
    { id: "e1", ip: "198.51.100.7" },
    { id: "e2", ip: "2001:db8::7" },
    { id: "e3", domain: "example.org" },
  ],
  resources: [
    { uid: "arn:aws:iam::111122223333:user/mallory", name: "mallory", resourceType: "ACCESS_KEY" },
    { uid: "arn:aws:s3:::reports", name: "reports", resourceType: "S3_BUCKET" },
    { uid: "arn:aws:s3:::archive/2026/a.csv", name: "2026/a.csv", resourceType: "S3_OBJECT" },
    { uid: "arn:aws:s3:::sensitive-data/b.csv", name: "b.csv", resourceType: "S3_OBJECT" },
    { uid: "arn:aws:s3:::sensitive-data", name: "sensitive-data", resourceType: "S3_BUCKET" },
  ],
};

const ALL = ["sensitive-data", "reports", "archive"];

describe("a finding with several resources", () => {
  it.each([
    ["an attack in several steps", seq(SEQUENCE)],
    ["the same as GuardDuty's API writes it", inApiForm(seq(SEQUENCE)["detail"])],
  ])("keeps all buckets, resources, addresses and actors of %s, a protected bucket first", (_, record) => {
    expect(matchOf(record)).toMatchObject({
      bucket: "sensitive-data",
      buckets: ALL,
      sourceIp: "198.51.100.7",
      sourceIps: ["198.51.100.7", "2001:db8::7"],
      callers: ["mallory", "AROA2", "a3"],
      resources: expect.arrayContaining(["arn:aws:s3:::archive/2026/a.csv"]),
    });
  });

  it("keeps them of GuardDuty's other findings", () => {
    const resource = {
      resourceType: "S3Bucket",
      s3BucketDetails: [bucket("reports"), bucket("sensitive-data"), { arn: "arn:aws:s3:::archive" }],
      accessKeyDetails: { userName: "mallory" },
    };
    expect(matchOf(guardDutyFinding({ ...S3_FINDING, resource }))).toMatchObject({
      buckets: ALL,
      callers: ["mallory"],
    });
    const portProbeDetails = ["198.51.100.1", "198.51.100.2"].map((ipAddressV4) => ({
      remoteIpDetails: { ipAddressV4 },
    }));
    const probed = guardDutyFinding({
      service: { archived: false, count: 1, action: { portProbeAction: { portProbeDetails } } },
    });
    expect(matchOf(probed).sourceIps).toEqual(["198.51.100.1", "198.51.100.2"]);
  });

  it("keeps them of Security Hub's, whatever the product calls its buckets", () => {
    const Resources = [
      { Type: "AwsIamAccessKey", Id: "AKIA", Details: { AwsIamAccessKey: { PrincipalName: "mallory" } } },
      { Type: "AwsS3Bucket", Id: "arn:aws:s3:::reports" },
      { Type: "AwsS3Object", Id: "arn:aws:s3:::archive/a.csv" },
      { Type: "AwsS3Bucket", Id: "sensitive-data" },
    ];
    const Detection = {
      Sequence: { Actors: [{ Id: "a", User: { Name: "eve" } }], Endpoints: [{ Ip: "198.51.100.9" }] },
    };
    expect(matchOf(securityHubFindings({ Resources, Detection }))).toMatchObject({
      buckets: ALL,
      callers: ["mallory", "eve"],
      sourceIp: "198.51.100.9",
    });
    const Details = { AwsS3Bucket: { Name: "sensitive-data" } };
    expect(matchOf(securityHubFindings({ Resources: [{ Type: "AwsS3Bucket", Id: "vendor:1", Details }] })).bucket).toBe(
      "sensitive-data",
    );
  });

  it("keeps who Macie, Access Analyzer and Config name", () => {
    const userIdentity = {
      type: "AssumedRole",
      assumedRole: { arn: "arn:aws:sts::111122223333:assumed-role/ops/eve" },
    };
    const policyDetails = { actor: { userIdentity, ipAddressDetails: { ipAddressV4: "198.51.100.24" } } };
    expect(matchOf(macieFinding({ ...MACIE_POLICY, policyDetails })).callers).toEqual([userIdentity.assumedRole.arn]);
    const principal = { AWS: ["444455556666", "777788889999"] };
    const sources = [
      { type: "S3_ACCESS_POINT", detail: { accessPointArn: "arn:aws:s3:eu-central-1:111122223333:accesspoint/x" } },
    ];
    expect(matchOf(accessAnalyzerFinding({ principal, sources }))).toMatchObject({
      callers: ["444455556666", "777788889999"],
      resources: ["arn:aws:s3:::reports", "arn:aws:s3:eu-central-1:111122223333:accesspoint/x"],
      summary: "bucket reports can be used by 444455556666 and others, Access Analyzer reports",
    });
    expect(matchOf(configChange({ resourceType: "AWS::S3::BucketPolicy" })).bucket).toBe("sensitive-data");
  });

  it("alerts on one principal that is no stranger and another that is", () => {
    const principal = { AWS: ["111122223333", "444455556666"] };
    expect(matchOf(accessAnalyzerFinding({ principal })).callers).toHaveLength(2);
  });

  it("says in its sentence how many buckets there are", () => {
    const resources = Array.from({ length: 9 }, (_, i) => ({
      uid: `arn:aws:s3:::bucket-${i}`,
      resourceType: "S3_BUCKET",
    }));
    expect(matchOf(seq({ resources })).summary).toContain(" on buckets bucket-0, bucket-1, bucket-2 and 6 more: ");
  });

  it("never throws and stays small, whatever a finding names", () => {
    const anything = fc.anything({ maxDepth: 3 });
    fc.assert(
      fc.property(anything, anything, anything, (resources, endpoints, actors) => {
        expect(matchOf(seq({ resources, endpoints, actors })).detection).toBe("findings.guardduty-s3");
      }),
    );
    const name = (i: number) => `${i}-${"x".repeat(500)}`;
    const many = Array.from({ length: 5_000 }, (_, i) => i);
    const match = matchOf(
      seq({
        resources: many.map((i) => ({ name: name(i), resourceType: "S3_BUCKET" })),
        actors: many.map((i) => ({ id: name(i) })),
      }),
    );
    expect(JSON.stringify(match).length).toBeLessThan(80_000);
    expect(
      bucketsOf(match).length + (match.resources?.length ?? 0) + (match.callers?.length ?? 0) + (match.leftOut ?? 0),
    ).toBe(15_000);
  });
});

describe("a suppression of a finding with several resources", () => {
  const suppressed = (when: Suppression["when"], record: unknown = seq(SEQUENCE)) => {
    const rule = {
      detection: "findings.guardduty-s3",
      when,
      until: Date.UTC(2100, 0),
      reason: "migration",
      owner: "ops",
    };
    return detectWith([rule])(record).reduce((sum, one) => sum + one.suppressed, 0) === 1;
  };
  const single = seq({
    actors: [{ id: "a", user: { name: "mallory" } }],
    endpoints: [{ ip: "198.51.100.7" }],
    resources: [{ uid: "arn:aws:s3:::reports", resourceType: "S3_BUCKET" }],
  });

  it.each([
    ["a bucket", { bucket: "reports" }],
    ["an address", { sourceIp: "198.51.100.0/24" }],
    ["a caller", { actor: "mallory" }],
  ])("by %s silences it only where all of them fit", (_, when) => {
    expect(suppressed(when, single)).toBe(true);
    expect(suppressed(when)).toBe(false);
  });

  it("silences it where a pattern fits all of them, or the service that found it", () => {
    expect(suppressed({ bucket: "*" })).toBe(true);
    expect(suppressed({ actor: "aws.guardduty" })).toBe(true);
  });

  it("does not silence it where not all names could be kept", () => {
    const resources = Array.from({ length: 5_000 }, (_, i) => ({
      uid: `arn:aws:s3:::bucket-${i}`,
      resourceType: "S3_BUCKET",
    }));
    expect(suppressed({ bucket: "bucket-*" }, seq({ resources }))).toBe(false);
  });
});

describe("routes and messages of a finding with several resources", () => {
  const names = Array.from({ length: 40 }, (_, i) => `team-${i}-data`);
  const match = matchOf(
    seq({
      actors: Array.from({ length: 30 }, (_, i) => ({ id: `actor-${i}` })),
      endpoints: Array.from({ length: 30 }, (_, i) => ({ ip: `198.51.100.${i}` })),
      resources: names.map((name) => ({ uid: `arn:aws:s3:::${name}`, resourceType: "S3_BUCKET" })),
    }),
  );
  const alert = anAlert(match, { match, severity: match.severity });

  it.each(["team-0-data", "team-39-data", "team-3*"])("reach the channels of bucket %s", (pattern) => {
    const routes = [{ buckets: [pattern], channels: ["team"] }];
    expect(channelsOf(alert, { routes, default: ["fallback"] })).toEqual(["team"]);
    expect(channelsOf(alert, { routes: [{ buckets: ["other"], channels: ["team"] }], default: ["all"] })).toEqual([
      "all",
    ]);
  });

  it("reach the channels of every environment", () => {
    const several = { ...alert, environment: "test", environments: ["test", "Production"] };
    const routes = [{ environments: ["production"], channels: ["on-call"] }];
    expect(channelsOf(several, { routes, default: [] })).toEqual(["on-call"]);
  });

  it("can be filtered by any of its buckets", () => {
    const { MessageAttributes } = snsMessage(alert, "arn:aws:sns:eu-central-1:111122223333:alerts", {
      routes: [],
      default: ["a"],
    });
    expect(MessageAttributes?.["bucket"]).toEqual({ DataType: "String.Array", StringValue: JSON.stringify(names) });
    expect(Object.keys(MessageAttributes ?? {}).length).toBeLessThanOrEqual(10);
  });

  it("come through as they were sent", () => {
    const { match: read } = received({ ...alert, environment: "a", environments: ["a", "b"] });
    expect([bucketsOf(read), sourceIpsOf(read), read.callers, read.resources]).toEqual([
      names,
      match.sourceIps,
      match.callers,
      match.resources,
    ]);
    expect(received({ ...alert, environment: "a", environments: ["a", "b"] }).environments).toEqual(["a", "b"]);
  });

  const target = { partition: "aws", region: "eu-central-1", account: "111122223333" };
  it.each([
    ["e-mail", () => emailText(alert)],
    ["Slack", () => JSON.stringify(slackAlert(received(alert)))],
    ["Teams", () => JSON.stringify(teamsAlert(received(alert)))],
    ["Discord", () => JSON.stringify(discordAlert(received(alert)))],
    ["PagerDuty", () => JSON.stringify(pagerDutyAlert(received(alert), "key"))],
    ["Security Hub", () => JSON.stringify(securityHubAlert(received(alert), target))],
  ])("say in %s which, and how many more", (_, text) => {
    const said = text().replaceAll("\\", "");
    for (const shown of ["team-0-data", "team-9-data", "198.51.100.0", "198.51.100.9", "actor-0"])
      expect(said).toContain(shown);
    expect(said).toContain("and 30 more");
    expect(said).toContain("and 20 more");
  });

  it("say in a text message and a subject how many more", () => {
    expect(smsText(alert)).toContain("team-0-data and 39 more");
    expect(subjectLine(alert)).toContain("team-0-data and 39 more");
  });

  it("name to machines all that the format takes", () => {
    const ocsf = ocsfFinding(received(alert)) as {
      resources: readonly { name?: string }[];
      evidences: readonly unknown[];
    };
    expect(ocsf.resources.flatMap(({ name }) => name ?? [])).toEqual(names);
    expect(ocsf.evidences).toHaveLength(30);
    expect(securityHubAlert(received(alert), target).Resources).toHaveLength(32);
  });
});

describeWithSharedData("recorded findings with several resources", (dir) => {
  it.each(["gd_s3_two.json", "gd_seq_object.json", "gd_seq_two_buckets.json"])(
    "name the protected bucket of %s",
    (file) => {
      const record: unknown = JSON.parse(readFileSync(join(dir, "cases/findings", file), "utf8"));
      expect(bucketsOf(matchOf(record))).toContain("example-sensitive-data");
      expect(sourceIpsOf(matchOf(record))).toEqual(["198.51.100.77"]);
      expect(matchOf(record).callers).toEqual(["mallory"]);
    },
  );
});
