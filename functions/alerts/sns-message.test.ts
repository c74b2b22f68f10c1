import type { Alert } from "@palisade/engine/alerts/alert";
import { nextSteps } from "@palisade/engine/alerts/next-steps";
import { docsOf } from "@palisade/engine/detections/docs";
import { DETECTIONS } from "@palisade/engine/detections/registry";
import type { Match } from "@palisade/engine/incidents/incident";
import * as fc from "fast-check";
import { anAlert } from "../../testing/fixtures/alert-fixture";
import { MINUTE } from "../../testing/fixtures/match-fixture";
import { snsMessage } from "./sns-message";

const TOPIC = "arn:aws:sns:eu-central-1:111122223333:alerts";

function texts(alert: Alert): { default: string; email: string; sms: string; subject: string } {
  const input = snsMessage(alert, TOPIC);
  return { ...JSON.parse(input.Message ?? ""), subject: input.Subject ?? "" };
}

describe("the channels of a message", () => {
  const full = anAlert({
    ...{ account: "111122223333", region: "eu-central-1", bucket: "sensitive-data", cause: "hole" },
  });

  it("are those of its routes, as a list that filters look into", () => {
    const routing = { routes: [{ severity: "low", channels: ["slack", "soc"] } as const], default: ["fallback"] };
    const { channels } = snsMessage(full, TOPIC, routing).MessageAttributes ?? {};
    expect(channels).toEqual({ DataType: "String.Array", StringValue: '["slack","soc"]' });
  });

  it("are left out where there are none", () => {
    expect(snsMessage(full, TOPIC).MessageAttributes).not.toHaveProperty("channels");
  });

  it("are one of ten attributes at most: SQS takes no more, and a message with more would be lost", () => {
    const { MessageAttributes = {} } = snsMessage(full, TOPIC, { routes: [], default: ["slack"] });
    expect(Object.keys(MessageAttributes).length).toBeLessThanOrEqual(10);
  });
});

describe("snsMessage", () => {
  it("gives each kind of subscriber its own form", () => {
    const input = snsMessage(anAlert(), TOPIC);
    expect(input).toMatchObject({ TopicArn: TOPIC, MessageStructure: "json" });
    const { email, sms, subject, ...rest } = texts(anAlert());
    expect(subject).toBe("MEDIUM: S3 request from outside the allowlist was blocked, sensitive-data, 198.51.100.23");
    expect(sms).toBe(
      "MEDIUM: GetObject on sensitive-data was refused from 198.51.100.23 by user/alice, 03-01 10:15 UTC",
    );
    expect(email.split("\n")[0]).toBe("MEDIUM: S3 request from outside the allowlist was blocked");
    expect(JSON.parse(rest.default)).toMatchObject({
      detection: "s3.blocked-outside-allowlist",
      severity: "medium",
      cause: "perimeter-certain",
      bucket: "sensitive-data",
      key: "reports/2026.csv",
      count: 1,
      firstSeen: "2026-03-01T10:15:00.000Z",
    });
  });

  it("names in attributes what subscribers filter by, and leaves out what is absent", () => {
    const { account: _, ...match } = anAlert().match;
    const attributes = snsMessage({ ...anAlert(), match }, TOPIC).MessageAttributes ?? {};
    expect(Object.keys(attributes).sort()).toEqual(
      ["AWS.SNS.SMS.SMSType", "bucket", "cause", "detection", "kind", "region", "severity"].sort(),
    );
    expect(attributes["severity"]).toEqual({ DataType: "String", StringValue: "medium" });
    expect(attributes["detection"]?.StringValue).toBe("s3.blocked-outside-allowlist");
  });

  it("tells a person all there is to know", () => {
    const { email } = texts(anAlert());
    for (const part of [
      "arn:aws:iam::111122223333:user/alice (user, account 111122223333, without MFA)",
      "198.51.100.23, to region eu-central-1",
      "[aws-cli/2.18.5 md/awscrt#0.22.0]",
      "GetObject (read) on bucket sensitive-data, key reports/2026.csv",
      "2026-03-01 10:15:00 UTC, noticed 5 minutes later",
      "1 request so far",
      "the perimeter, for certain",
      "What to do next\n1. ",
      "https://eu-central-1.console.aws.amazon.com/s3/buckets/sensitive-data?region=eu-central-1&tab=permissions",
    ]) {
      expect(email).toContain(part);
    }
  });

  it("says that nobody was signed in", () => {
    const { email } = texts(anAlert({ actor: "anonymous", actorKind: "anonymous" }));
    expect(email).toContain("anonymous: the request was not signed");
  });

  it("says at the end how many more came", () => {
    const closed = anAlert({}, { kind: "closed", count: 4313, more: 4312, lastSeen: anAlert().lastSeen + 40 * MINUTE });
    const { email, sms, subject } = texts(closed);
    expect(email).toContain("And 4,312 more.");
    expect(email).toContain("4,312 more since the last alert, 4,313 requests in all, first at");
    expect(sms).toContain(", 4312 more, ");
    expect(subject).toContain("MEDIUM: 4312 more: ");
  });

  it("says when it may come twice", () => {
    expect(texts(anAlert({}, { duplicatesPossible: true })).email).toContain("you may get this more than once");
    expect(texts(anAlert()).email).not.toContain("more than once");
  });

  it("says that a request got through", () => {
    const through = { detection: "s3.access-outside-allowlist", cause: "hole", severity: "high" } as const;
    const { email, sms } = texts(anAlert(through));
    expect(email).toContain("The request succeeded, so the enforced perimeter has a hole.");
    expect(sms).toContain("SUCCEEDED");
  });

  it("speaks of a failed detection without inventing a request", () => {
    const {
      bucket: _b,
      key: _k,
      sourceIp: _s,
      userAgent: _u,
      errorCode: _e,
      ...rest
    } = anAlert({
      detection: "palisade.detection-failed",
      title: "A detection of Palisade failed",
      cause: "defect",
      actor: "palisade",
      actorKind: "service",
    }).match;
    const { email, sms } = texts({ ...anAlert(), match: rest });
    expect(email).not.toMatch(/^(Who|From|What):/m);
    expect(sms).toContain("A detection of Palisade failed");
  });

  describe("for a call of another service", () => {
    const { bucket: _b, key: _k, cause: _c, errorCode: _e, ...call } = anAlert().match;
    const created = {
      ...call,
      detection: "iam.unknown",
      title: "IAM user was created",
      event: "CreateUser",
      service: "iam.amazonaws.com",
      readOnly: false,
      region: "us-east-1",
      details: { User: "backdoor", "In the name of": "nobody" },
    };
    const { email, sms, subject, ...rest } = texts({ ...anAlert(), match: created });

    it("says what was called, by whom and of whom", () => {
      expect(subject).toBe("MEDIUM: IAM user was created, user/alice, 198.51.100.23");
      expect(sms).toBe("MEDIUM: IAM user was created: CreateUser by user/alice from 198.51.100.23, 03-01 10:15 UTC");
      expect(email).toMatch(/^What: +CreateUser \(write\) of iam$/m);
      expect(email).toMatch(/^Who: +arn:aws:iam::111122223333:user\/alice \(user, /m);
      expect(email).toMatch(/^From: +198\.51\.100\.23, to region us-east-1$/m);
      expect(email).not.toMatch(/Cause:|console:/);
    });

    it("shows the details below each other with all the rest", () => {
      const starts = ["What: ", "User: ", "In the name of: ", "When: "].map((label) => {
        const line = email.split("\n").find((one) => one.startsWith(label)) ?? "";
        return line.length - line.slice(label.length).trimStart().length;
      });
      expect(new Set(starts).size).toBe(1);
      expect(JSON.parse(rest.default)).toMatchObject({ service: "iam.amazonaws.com", details: created.details });
    });
  });

  it("tells of a change to a bucket by what it is, without pretending a refusal", () => {
    const {
      cause: _c,
      errorCode: _e,
      key: _k,
      ...change
    } = anAlert({
      title: "Bucket policy was made public",
      event: "PutBucketPolicy",
      readOnly: false,
    }).match;
    const { sms } = texts({ ...anAlert(), match: change });
    expect(sms).toBe(
      "MEDIUM: Bucket policy was made public: PutBucketPolicy on sensitive-data by user/alice from 198.51.100.23, 03-01 10:15 UTC",
    );
  });

  describe("for a finding", () => {
    const finding: Match = {
      detection: "findings.unknown",
      title: "GuardDuty found a threat",
      severity: "high",
      summary: "2001:db8::7 is trying passwords on i-0123456789abcdef0",
      dedupKey: "findings.unknown|x",
      eventId: "event-1",
      time: anAlert().match.time,
      event: "UnauthorizedAccess:EC2/SSHBruteForce",
      region: "eu-central-1",
      account: "111122223333",
      resource: "arn:aws:ec2:eu-central-1:111122223333:instance/i-0123456789abcdef0",
      sourceIp: "2001:db8::7",
      actor: "aws.guardduty",
      actorKind: "service",
    };
    const { email, sms, subject, ...rest } = texts({ ...anAlert(), severity: "high", match: finding });

    it("names the service that found it, and nobody as caller", () => {
      expect(subject).toBe("HIGH: GuardDuty found a threat, instance/i-0123456789abcdef0, 2001:db8::7");
      expect(sms).toBe(
        "HIGH: GuardDuty found a threat: UnauthorizedAccess:EC2/SSHBruteForce on instance/i-0123456789abcdef0, 03-01 10:15 UTC",
      );
      expect(email).toMatch(/^Found by: +Amazon GuardDuty$/m);
      expect(email).toMatch(/^From: +2001:db8::7$/m);
      expect(email).toMatch(/^Region: +eu-central-1$/m);
      expect(email).toContain(`on ${finding.resource}`);
      expect(email).toContain("1 finding so far");
      expect(email).not.toMatch(/^Who:|caller|MFA/m);
      expect(JSON.parse(rest.default)).toMatchObject({ resource: finding.resource, actor: "aws.guardduty" });
    });

    it("names a service that it does not know yet as the record does", () => {
      const { email: other } = texts({ ...anAlert(), match: { ...finding, actor: "aws.inspector" } });
      expect(other).toMatch(/^Found by: +aws\.inspector|^Found by: +aws\[\.\]inspector/m);
    });

    it("links to the bucket that it concerns", () => {
      const { email: other, sms: short } = texts({ ...anAlert(), match: { ...finding, bucket: "sensitive-data" } });
      expect(other).toContain("s3/buckets/sensitive-data?region=eu-central-1");
      expect(short).toContain("on sensitive-data, ");
    });
  });

  it("says whom to ask about an expired suppression, and nothing of a caller", () => {
    const {
      bucket: _b,
      key: _k,
      sourceIp: _s,
      cause: _c,
      ...rest
    } = anAlert({
      detection: "palisade.suppression-expired",
      actor: "palisade",
      actorKind: "service",
      details: { Owner: "security" },
    }).match;
    const { email } = texts({ ...anAlert(), match: rest });
    expect(email).toMatch(/^Owner: +security$/m);
    expect(email).not.toMatch(/^(Who|From|What|Cause):/m);
  });

  it("takes the detection's own runbook where there are no steps for the caller", () => {
    const byCaller = ["s3.blocked-outside-allowlist", "s3.access-outside-allowlist", "s3.denied-inside-allowlist"];
    for (const { id } of DETECTIONS.filter((detection) => !byCaller.includes(detection.id))) {
      expect(nextSteps(anAlert({ detection: id }).match)).toEqual(docsOf({ id }).runbook);
    }
  });

  it("shows the first details of very many", () => {
    const details = Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`Label ${n}`, "x".repeat(1024)]));
    const input = snsMessage(anAlert({ details }), TOPIC);
    expect(Buffer.byteLength(input.Message ?? "")).toBeLessThan(100 * 1024);
    expect(texts(anAlert({ details })).email).toMatch(/^Label 19: .*\.\.\.$/m);
    expect(texts(anAlert({ details })).email).not.toContain("Label 20");
  });

  it("has something to do next for every detection", () => {
    const unknown = nextSteps(anAlert({ detection: "unknown" }).match);
    for (const { id } of DETECTIONS) expect(nextSteps(anAlert({ detection: id }).match)).not.toEqual(unknown);
  });

  it("gives an attacker no line, header or link, and keeps within the limits of SNS", () => {
    const nasty = fc.oneof(
      fc.string({ unit: "binary", maxLength: 3000 }),
      fc.constantFrom(
        "x\r\nBcc: victim@evil.example",
        "https://evil.example/login",
        "www.evil.example",
        "\u0000".repeat(2048),
        "\u202e".repeat(2048),
        "日".repeat(2048),
      ),
    );
    const lines = texts(anAlert()).email.split("\n").length;
    void fc.assert(
      fc.property(nasty, nasty, nasty, nasty, (key, userAgent, actorArn, bucket) => {
        const match: Partial<Match> = {
          key,
          userAgent,
          actorArn,
          actor: actorArn,
          summary: `${actorArn} on ${key}`,
          bucket,
          details: { [key]: userAgent, Policy: key },
        };
        const shown = Object.values(match.details ?? {}).filter((value) => value !== "").length;
        const eventIds = Array.from({ length: 20 }, () => key);
        const alert = anAlert(match, { eventIds, count: 1 });
        const { email, sms, subject } = texts(alert);
        // A bucket that is no bucket's name gets no console link: three lines less.
        expect([lines + shown, lines + shown - 3]).toContain(email.split("\n").length);
        expect(email.replaceAll(/https:\/\/[a-z0-9-]+\.console\.aws\.amazon\.com\/\S+/g, "")).not.toMatch(
          /:\/\/|evil\./,
        );
        expect(email).not.toMatch(/[\p{Cf}\u2028\u2029]|(?!\n)\p{Cc}/u);
        expect(subject).toMatch(/^[A-Z][\x20-\x7e]{0,99}$/);
        expect(sms).toMatch(/^[\x20-\x7e]{1,160}$/);
        const input = snsMessage(alert, TOPIC);
        const attributes = JSON.stringify(input.MessageAttributes);
        expect(Buffer.byteLength(input.Message ?? "") + Buffer.byteLength(attributes)).toBeLessThan(256 * 1024);
      }),
      { numRuns: 200 },
    );
  });
});
