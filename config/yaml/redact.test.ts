import { randomBytes } from "node:crypto";
import * as fc from "fast-check";
import { isPastedSecret, redact, redactLine, redactPath } from "./redact";

// None of these opens anything. They are put together here so that no scanner takes them for real ones.
const LETTERS = "AbCdEfGhIjKlMnOpQrStUvWx";
const SECRETS: Readonly<Record<string, string>> = {
  "a webhook of Slack": `https://hooks.slack.com/services/T01234567/B01234567/${LETTERS}`,
  "a webhook of Slack without its scheme": `hooks.slack.com/services/T01234567/B01234567/${LETTERS}`,
  "a connector of Teams": `https://example.webhook.office.com/webhookb2/1-2@3-4/IncomingWebhook/${LETTERS}/5`,
  "a workflow of Teams": `https://prod-1.westeurope.logic.azure.com:443/workflows/1/triggers?sp=x&sig=${LETTERS}`,
  "a webhook of Discord": `https://discord.com/api/webhooks/123456789012345678/${LETTERS}`,
  "a bot's token of Slack": `xox${"b"}-123456789012-${LETTERS}`,
  "an app's token of Slack": `xapp-1-A0123-${LETTERS}`,
  "a routing key of PagerDuty": "e93facc04764012d7bfb002500d5d1a6",
  "a routing key of PagerDuty of today": "R0ABCDEF1234567890ABCDEF12345678",
  "an access key of AWS": `AKIA${"IOSFODNN7EXAMPLE"}`,
  "a secret access key of AWS": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  "a token of GitHub": `ghp_${LETTERS}0123456789`,
  "a JSON web token": `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.${LETTERS}`,
  "a private key": `-----BEGIN RSA PRIVATE KEY----- ${LETTERS}`,
  "a password in a URL": "https://alice:hunter2@example.com/",
  "a password before a host": "alice:hunter2@db.example.com",
  "a token in a query": `https://soc.example.com/hook?token=${LETTERS}`,
  "a UUID": "1f9840a8-5d0e-4b6e-8c1a-2f3b4c5d6e7f",
};

/** The part that must not be seen. */
const hiddenPart = (secret: string) => (secret.includes("hunter2") ? "hunter2" : secret.slice(-12));

describe("redact", () => {
  it.each(Object.entries(SECRETS))("hides %s", (_, secret) => {
    for (const text of [secret, `got "${secret}", expected`, `x: ${secret}`, `[${secret}]`]) {
      expect(redact(text)).not.toContain(hiddenPart(secret));
      expect(redact(redact(text))).toBe(redact(text));
    }
  });

  it.each([
    "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    "arn:aws:sts::111122223333:assumed-role/Deploy/i-0123456789abcdef0",
    "AWSServiceRoleForAmazonGuardDutyMalwareProtection",
    "AWSReservedSSO_AdministratorAccess_0123456789abcdef",
    "AWSLogs/o-a1b2c3d4e5/111122223333/CloudTrail/eu-central-1/2026/03",
    "my-logs-20240513121212345600000001",
    "example-company-production-sensitive-data-2026",
    "vpce-0a1b2c3d4e5f67890, vpc-0a1b2c3d4e5f67890",
    "S3AccessDeniedMonitor",
    "policies/{bucket}.json",
    "ssm:/palisade/slack, secretsmanager:palisade/pagerduty",
    "https://github.com/example/palisade/blob/main/docs/runbooks",
    "alice@example.com",
    "2001:db8:85a3:8d3:1319:8a2e:370:7348/128",
    "s3.presigned-url-outside-allowlist",
    "aws s3api get-bucket-policy --bucket sensitive-data --query Policy --output text > policies/sensitive-data.json",
  ])("leaves alone what is none: %s", (text) => {
    expect(redact(text)).toBe(text);
    expect(redact(`got "${text}", expected another`)).toBe(`got "${text}", expected another`);
  });

  it("hides nearly every random text of 128 bits and more, in each usual spelling", () => {
    for (const spelling of ["hex", "base64", "base64url"] as const) {
      const all = Array.from({ length: 500 }, () => randomBytes(24).toString(spelling));
      const seen = all.filter((secret) => redact(`got "${secret}", expected`).includes(secret.slice(4, 16)));
      expect(seen.length).toBeLessThan(25);
    }
  });

  it("takes any text, and ends", () => {
    void fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => typeof redact(text) === "string"),
    );
    for (const piece of ["a", "a:", "aA1", "-", "https://", "a.", "a@", "/+"])
      expect(redact(piece.repeat(4096))).toBeDefined();
  });
});

describe("redactLine", () => {
  it.each([
    ["    secret: hunter2", "    secret: [hidden]"],
    [
      "  soc: { kind: webhook, url: https://soc.example.com, secret: hunter2",
      "  soc: { kind: webhook, url: https://soc.example.com, secret: [hidden]",
    ],
    ['"token": "hunter2', '"token": [hidden]'],
    ["webhook: ssm:/palisade/slack]", "webhook: ssm:/palisade/slack]"],
    ["routingKey = hunter2", "routingKey = [hidden]"],
    ["password: hunter2", "password: [hidden]"],
    ["project: [open", "project: [open"],
    ["url: https://alice:hunter2@example.com/x", "url: https://[hidden]@example.com/x"],
  ])("of %j is %j", (line, expected) => {
    expect(redactLine(line)).toBe(expected);
  });
});

describe("redactPath", () => {
  it.each([
    ["https://soc.example.com/hook", "https://soc.example.com/hook"],
    ["https://soc.example.com/hook/hunter", "https://soc.example.com/hook/[hidden]"],
    ["https://soc.example.com/hunter2", "https://soc.example.com/[hidden]"],
    ["https://soc.example.com", "https://soc.example.com"],
    ["soc.example.com/hook?key", "soc.example.com/hook?[hidden]"],
    ["", ""],
  ])("of %j is %j", (address, expected) => {
    expect(redactPath(address)).toBe(expected);
  });
});

describe("isPastedSecret", () => {
  const PASTED = [
    "a bot's token of Slack",
    "a routing key of PagerDuty",
    "a routing key of PagerDuty of today",
    "an access key of AWS",
    "a secret access key of AWS",
    "a token of GitHub",
    "a UUID",
  ];

  it.each(PASTED)("knows %s", (what) => {
    expect(isPastedSecret(SECRETS[what] ?? "")).toBe(true);
  });

  it.each([
    "/palisade/slack",
    "palisade/pagerduty",
    "/palisade/production/channels/slackhook1",
    "SlackWebhookSecret1A2B3C4D-AbCdEfGhIjKl",
    "prod/SlackWebhook-AbC123",
    "palisade.teams_2026",
    "PalisadeProductionSlackWebhook",
  ])("takes %s for a name", (name) => {
    expect(isPastedSecret(name)).toBe(false);
  });
});
