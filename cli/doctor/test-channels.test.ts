import type { ChannelRequest } from "@palisade/engine/channels/channel-request";
import type { Send, Sent } from "@palisade/engine/channels/sent";
import { createSender } from "@palisade/functions/delivery/http-sender";
import { type Answers, awsError, configOf, fakeAws, missing, NOW, refuse } from "../../testing/fixtures/doctor-fixture";
import { vendorFixture } from "../../testing/fixtures/vendor-fixture";
import { testChannels } from "./test-channels";

const SECRETS: Readonly<Record<string, string>> = {
  "/palisade/slack": "https://hooks.slack.com/services/T000/B000/not-a-secret\n",
  "/palisade/bot": "xoxb-not-a-secret",
  "/palisade/teams": "https://example.webhook.office.com/webhookb2/not-a-secret",
  "/palisade/discord": "https://discord.com/api/webhooks/1/not-a-secret",
  "/palisade/soc": "not-a-secret-of-thirty-two-letters",
  "palisade/pagerduty": "0123456789abcdef0123456789abcdef",
};

const KINDS = {
  slack: "{kind: slack, webhook: ssm:/palisade/slack}",
  bot: "{kind: slack, token: ssm:/palisade/bot, channel: C0123456}",
  teams: "{kind: teams, webhook: ssm:/palisade/teams}",
  discord: "{kind: discord, webhook: ssm:/palisade/discord}",
  soc: "{kind: webhook, url: https://soc.example.com/hook, secret: ssm:/palisade/soc}",
  pager: "{kind: pagerduty, routingKey: secretsmanager:palisade/pagerduty}",
  hub: "{kind: securityhub}",
};

const PERIMETER = "perimeters: {vault: {buckets: [{name: example-vault}], allow: {cidrs: [203.0.113.0/24]}}}";

type Name = keyof typeof KINDS;

const READABLE: Answers = {
  GetParameter: ({ Name }) => ({ Parameter: { Value: SECRETS[String(Name)] } }),
  GetSecretValue: ({ SecretId }) => ({ SecretString: SECRETS[String(SecretId)] }),
};

const answering = (status: number, body = ""): Sent => ({ kind: "answered", status, body });

interface Setting {
  readonly answers?: Answers;
  readonly sent?: Sent;
  readonly send?: Send;
  readonly credentials?: () => Promise<never>;
}

async function tryOut(names: readonly Name[], { answers, sent, send, credentials }: Setting = {}) {
  const list = names.map((name) => `  ${name}: ${KINDS[name]}`).join("\n");
  const channels = names.length > 0 ? `channels:\n${list}\ndefault: [${names.join(", ")}]` : "";
  const config = configOf(`${PERIMETER}\nalerts: {email: [security@example.com]}\n${channels}`);
  const requests: ChannelRequest[] = [];
  let stage = "";
  const lines = await testChannels({
    config,
    aws: {
      ...fakeAws({ ...READABLE, ...answers }),
      credentials: credentials ?? (async () => ({ accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "hidden" })),
    },
    send: async (request) => {
      requests.push(request);
      if (send) return send(request);
      const channel = config.channels.find(({ name }) => stage.endsWith(` ${name}`));
      return (
        sent ??
        (channel ? { kind: "answered", ...vendorFixture(channel.settings).took(channel.settings) } : answering(500))
      );
    },
    now: () => NOW,
    onStage: (what) => {
      stage = what;
    },
  });
  return { lines, requests };
}

describe("testChannels", () => {
  const KEYED = ["slack", "teams", "discord", "soc"] as const;

  it.each(KEYED)("sends %s one message that says that it is a test", async (name) => {
    const { lines, requests } = await tryOut([name]);
    expect(lines).toEqual([
      {
        status: "pass",
        subject: expect.stringContaining(`test: channel ${name} (`),
        why: expect.stringMatching(/took the test message, answered 20/),
      },
    ]);
    expect(requests).toHaveLength(1);
    // Discord's builder escapes the colon.
    expect(requests[0]?.body).toMatch(/TEST(\\\\)?: nothing has happened/);
  });

  it("triggers PagerDuty mildly, and resolves it at once", async () => {
    const { lines, requests } = await tryOut(["pager"]);
    const [first, second] = requests.map(({ body }) => JSON.parse(body));
    expect(first).toMatchObject({
      event_action: "trigger",
      payload: { severity: "info", summary: expect.stringMatching(/^TEST:/) },
    });
    expect(second).toMatchObject({ event_action: "resolve", dedup_key: first.dedup_key });
    expect(lines).toEqual([
      expect.objectContaining({ status: "pass", why: "pagerduty took the test message, answered 202" }),
    ]);
  });

  it("files an informational finding in Security Hub, signed by the caller", async () => {
    const { lines, requests } = await tryOut(["hub"]);
    expect(requests[0]?.headers).toMatchObject({ authorization: expect.stringContaining("AKIAIOSFODNN7EXAMPLE") });
    expect(JSON.parse(requests[0]?.body ?? "").Findings[0]).toMatchObject({
      Title: "TEST: nothing has happened",
      FindingProviderFields: { Severity: { Label: "INFORMATIONAL" } },
    });
    expect(lines).toEqual([expect.objectContaining({ status: "pass" })]);
  });

  it("updates the same finding with every test", async () => {
    const [first, second] = [await tryOut(["hub"]), await tryOut(["hub"])];
    const idOf = ({ requests }: typeof first) => JSON.parse(requests[0]?.body ?? "").Findings[0].Id;
    expect(idOf(first)).toBe(idOf(second));
  });

  it("tries every channel, whatever became of those before", async () => {
    const { lines } = await tryOut(["slack", "pager", "teams"], {
      answers: { GetSecretValue: missing("ResourceNotFoundException") },
    });
    expect(lines.map(({ status }) => status)).toEqual(["pass", "fail", "pass"]);
  });

  it("says of Teams that a workflow answers before it posts", async () => {
    const { lines } = await tryOut(["teams"]);
    expect(lines).toMatchObject([
      { why: "teams took the test message, answered 202; look whether its workflow posted it" },
    ]);
  });

  it("says that there is nothing to try without channels", async () => {
    expect((await tryOut([])).lines).toEqual([
      { status: "pass", subject: "channels", why: "none is configured: there is nothing to try" },
    ]);
  });

  const cases: readonly (readonly [string, Name, Setting, object])[] = [
    [
      "a vendor that refuses",
      "slack",
      { sent: answering(404) },
      { status: "fail", why: "answered 404", fix: expect.stringContaining("--name /palisade/slack --overwrite") },
    ],
    [
      "Slack's word",
      "bot",
      { sent: answering(200, '{"ok":false,"error":"not_in_channel"}') },
      { status: "fail", why: "refused: not_in_channel", fix: expect.stringContaining("invite the bot to C0123456") },
    ],
    [
      "a URL that leads elsewhere",
      "soc",
      { sent: answering(301) },
      {
        status: "fail",
        why: expect.stringContaining("redirect"),
        fix: expect.stringContaining("correct channels.soc.url"),
      },
    ],
    [
      "a finding that was not imported",
      "hub",
      { sent: answering(200, '{"SuccessCount":0,"FailedCount":1}') },
      { status: "fail", fix: expect.stringContaining("enable-security-hub --region eu-central-1") },
    ],
    [
      "a channel of Teams that is gone, behind a status of success",
      "teams",
      {
        sent: answering(
          200,
          "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 404",
        ),
      },
      { status: "fail", why: "answered 200, but Teams itself 404" },
    ],
    [
      "an answer that says nothing",
      "slack",
      { sent: answering(200) },
      { status: "unknown", why: "answered 200 without ok" },
    ],
    ["a vendor that is overrun", "teams", { sent: answering(429) }, { status: "unknown", why: "answered 429" }],
    [
      "a vendor that does not answer",
      "discord",
      { sent: { kind: "unanswered", reason: "no answer: ECONNREFUSED" } },
      { status: "unknown", why: "no answer: ECONNREFUSED" },
    ],
    [
      "an address that may not be sent to",
      "soc",
      { sent: { kind: "forbidden", reason: "the host resolves to an address inside" } },
      { status: "fail", why: "the host resolves to an address inside" },
    ],
    [
      "a secret that is gone",
      "slack",
      { answers: { GetParameter: missing("ParameterNotFound") } },
      { status: "fail", why: "its secret does not exist, or is empty" },
    ],
    [
      "a secret that is empty",
      "slack",
      { answers: { GetParameter: () => ({ Parameter: { Value: " \n" } }) } },
      { status: "fail", why: "its secret does not exist, or is empty" },
    ],
    [
      "a secret of another form",
      "slack",
      { answers: { GetParameter: () => ({ Parameter: { Value: "hunter2" } }) }, send: createSender() },
      { status: "fail", why: "the address is not an https URL" },
    ],
    [
      "a secret that may not be read",
      "pager",
      { answers: { GetSecretValue: refuse } },
      { status: "unknown", why: "no permission: secretsmanager:GetSecretValue" },
    ],
    [
      "a caller without credentials",
      "hub",
      { credentials: () => Promise.reject(awsError("CredentialsProviderError")) },
      { status: "unknown", why: expect.stringContaining("no valid credentials") },
    ],
  ];

  it.each(cases)("reports %s", async (_sentence, name, setting, line) => {
    expect((await tryOut([name], setting)).lines).toEqual([expect.objectContaining(line)]);
  });

  it.each(cases)("shows no secret with %s", async (_sentence, name, setting) => {
    const shown = JSON.stringify((await tryOut([name], setting)).lines);
    for (const secret of [...Object.values(SECRETS), "hunter2", "hooks.slack.com"])
      expect(shown).not.toContain(secret.trim());
  });
});
