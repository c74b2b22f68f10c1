import * as fc from "fast-check";
import { DETECTIONS } from "../detections/registry";
import type { Match } from "../incidents/incident";
import { MINUTE } from "../incidents/match-fixture";
import type { Alert } from "./alert";
import { anAlert } from "./alert-fixture";
import { nextSteps } from "./next-steps";
import { snsMessage } from "./sns-message";

const TOPIC = "arn:aws:sns:eu-central-1:111122223333:alerts";

function texts(alert: Alert): { default: string; email: string; sms: string; subject: string } {
  const input = snsMessage(alert, TOPIC);
  return { ...JSON.parse(input.Message ?? ""), subject: input.Subject ?? "" };
}

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
    }).match;
    const { email, sms } = texts({ ...anAlert(), match: rest });
    expect(email).not.toMatch(/^(Who|From|What):/m);
    expect(sms).toContain("A detection of Palisade failed");
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
        };
        const eventIds = Array.from({ length: 20 }, () => key);
        const alert = anAlert(match, { eventIds, count: 1 });
        const { email, sms, subject } = texts(alert);
        // A bucket that is no bucket's name gets no console link: three lines less.
        expect([lines, lines - 3]).toContain(email.split("\n").length);
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
