import { CHANNEL_KINDS } from "@palisade/engine/channels/registry";
import { orInWords } from "../fields/in-words";
import { parseConfig } from "../load-config";
import { ConfigError } from "../yaml/config-error";

const HEAD = `
project: palisade
account: "111122223333"
region: eu-central-1
perimeters:
  office: {buckets: [my-bucket], allow: {cidrs: [203.0.113.0/24]}}
`.trimStart();

function load(text: string) {
  return parseConfig(`${HEAD}${text}`, "palisade.yaml");
}

function problems(text: string): readonly string[] {
  try {
    load(text);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map((line) => line.replace(/^palisade\.yaml:\d+:\d+ /, ""));
    throw error;
  }
}

const SLACK = "channels: {slack: {kind: slack, webhook: ssm:/palisade/slack}}\ndefault: [slack]\n";

function withChannel(channel: string): readonly string[] {
  return problems(`channels: {one: ${channel}}\ndefault: [one]\n`);
}

describe("channels", () => {
  it("are none without a word of them", () => {
    expect(load("")).toMatchObject({ channels: [], routing: { routes: [], default: [] } });
  });

  it("become what a notifier needs, with the general rate cap or their own", () => {
    const text = `
channels:
  slack: {kind: slack, webhook: "ssm:/palisade/slack"}
  bot: {kind: slack, token: ssm:bot, channel: C0123456789, rateCap: 5}
  pager: {kind: pagerduty, routingKey: "secretsmanager:palisade/pagerduty"}
  soc: {kind: webhook, url: "https://soc.example.com/hook", secret: "ssm:/palisade/soc"}
  hub: {kind: securityhub}
rateCap: 30
default: [slack, bot, pager, soc, hub]
`;
    expect(load(text).channels).toEqual([
      { name: "slack", settings: { kind: "slack", webhook: "ssm:/palisade/slack" }, rateCap: 30 },
      { name: "bot", settings: { kind: "slack", token: "ssm:bot", channel: "C0123456789" }, rateCap: 5 },
      {
        name: "pager",
        settings: { kind: "pagerduty", routingKey: "secretsmanager:palisade/pagerduty" },
        rateCap: 30,
      },
      {
        name: "soc",
        settings: {
          kind: "webhook",
          url: "https://soc.example.com/hook",
          secret: "ssm:/palisade/soc",
          format: "palisade",
        },
        rateCap: 30,
      },
      {
        name: "hub",
        settings: { kind: "securityhub", partition: "aws", region: "eu-central-1", account: "111122223333" },
        rateCap: 30,
      },
    ]);
  });

  it.each([
    [
      "a kind that is none",
      "{kind: irc}",
      `channels.one.kind: not one of the choices, got "irc", expected ${orInWords(CHANNEL_KINDS)}, fix: choose one of these`,
    ],
    [
      "the secret itself",
      "{kind: slack, webhook: https://hooks.slack.com/services/T0/B0/x}",
      /^channels\.one\.webhook: not the name of a secret, got .*, expected ssm:\/palisade\/slack for a SecureString, or secretsmanager:palisade\/slack, fix: store the secret there and write its name, never the secret itself$/,
    ],
    [
      "a secret name without its store",
      "{kind: teams, webhook: /palisade/teams}",
      /^channels\.one\.webhook: not the name of a secret, /,
    ],
    [
      "a key that is missing",
      "{kind: webhook, url: https://soc.example.com/x}",
      /^channels\.one: not all that webhook needs, got .*, expected url and secret, fix: add secret$/,
    ],
    [
      "a token without a channel",
      "{kind: slack, token: ssm:bot}",
      /^channels\.one: not all that slack needs, .* expected webhook, or token and channel, fix: add webhook$/,
    ],
    [
      "two ways at once",
      "{kind: slack, webhook: ssm:a, token: ssm:b, channel: C0123456789}",
      /^channels\.one: two ways at once, /,
    ],
    [
      "another kind's key",
      "{kind: pagerduty, routingKey: ssm:a, url: https://x.example.com}",
      'channels.one.url: not a key of pagerduty, got "url", expected routingKey, fix: delete it',
    ],
    [
      "plain http",
      "{kind: webhook, url: http://soc.example.com/x, secret: ssm:a}",
      'channels.one.url: not an https URL, got "http://soc.example.com/x", expected a URL such as https://soc.example.com/hook, fix: write the whole URL; alerts are sent over https only',
    ],
    ...[
      "https://localhost/x",
      "https://10.0.0.5/x",
      "https://169.254.169.254/",
      "https://nas.local/",
      "https://[::1]/",
    ].map(
      (url) =>
        [
          `a URL inside, ${url}`,
          `{kind: webhook, url: "${url}", secret: ssm:a}`,
          /^channels\.one\.url: points inside, /,
        ] as const,
    ),
    [
      "a password in the URL",
      "{kind: webhook, url: https://me:word@soc.example.com/x, secret: ssm:a}",
      "channels.one.url: a password in the URL, got one, expected none, fix: leave it out; the receiver checks the signature",
    ],
    ...[
      ["https://hooks.slack.com/services/T01234567/B01234567/AbCdEfGhIjKl", "{kind: slack, webhook: "],
      ["https://HOOKS.slack.com./services/x", "{kind: slack, webhook: "],
      ["https://discord.com/api/webhooks/1/x", "{kind: discord, webhook: "],
      ["https://example.webhook.office.com/webhookb2/1", "{kind: teams, webhook: "],
      ["https://events.eu.pagerduty.com/v2/enqueue", "{kind: pagerduty, routingKey: "],
    ].map(
      ([url, instead = ""]) =>
        [
          `a vendor's own webhook, ${url}`,
          `{kind: webhook, url: "${url}", secret: ssm:a}`,
          new RegExp(`^channels\\.one\\.url: a vendor that takes its own messages only, .*write ${escaped(instead)}`),
        ] as const,
    ),
    ["no URL at all", "{kind: webhook, url: https://:x, secret: ssm:a}", /^channels\.one\.url: not a URL, /],
    [
      "a channel's name for its id",
      '{kind: slack, token: ssm:a, channel: "#alerts"}',
      /^channels\.one\.channel: not the id/,
    ],
    ["no message at all", "{kind: securityhub, rateCap: 0}", /^channels\.one\.rateCap: not a whole number in range, /],
  ] as const)("are refused with %s", (_, channel, expected) => {
    const [first, ...others] = withChannel(channel);
    expect(first).toMatch(typeof expected === "string" ? new RegExp(`^${escaped(expected)}$`) : expected);
    expect(others).toEqual([]);
  });

  it.each([
    ["https://soc.example.com/hook?token=hunter2", true],
    ["https://soc.example.com/hook?sig=hunter2", true],
    ["https://hooks.zapier.com/hooks/catch/123456/e93facc04764012d7bfb002500d5d1a6", true],
    ["https://soc.example.com/hook?from=palisade", false],
    ["https://soc.example.com/alerts/palisade-production/incoming", false],
  ])("warn of a URL that may hold a secret, without showing it: %s", (url, isWarned) => {
    const { warnings } = load(`channels: {one: {kind: webhook, url: "${url}", secret: ssm:a}}\ndefault: [one]\n`);
    expect(warnings.some((line) => line.includes("channels.one.url: may hold a secret"))).toBe(isWarned);
    expect(warnings.join("\n")).not.toMatch(/hunter2|e93facc/);
  });

  it.each([
    [
      "a name too long for a function",
      `channels: {${"a".repeat(31)}: {kind: securityhub}}\n`,
      /: not a channel's name, /,
    ],
    [
      "no default",
      "channels: {one: {kind: securityhub}}\n",
      /^channels: no default, got none, .* fix: write default: \[one\]$/,
    ],
    ["an empty default", "channels: {one: {kind: securityhub}}\ndefault: []\n", /^default: no channel in it, /],
    ["two defaults", `${SLACK}default: [slack]\n`, /^default: written twice, /],
    [
      "a default of no channel",
      "default: [slack]\n",
      /^default\.0: unknown channel, got "slack", expected a channel of channels, /,
    ],
    [
      "a channel that no alert goes to",
      `channels: {one: {kind: securityhub}, two: {kind: securityhub}}\ndefault: [one]\n`,
      /^channels\.two: a channel that nothing goes to, /,
    ],
  ])("are refused with %s", (_, text, expected) => {
    expect(problems(text)).toEqual(expect.arrayContaining([expect.stringMatching(expected)]));
  });
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

describe("routes", () => {
  it("may look at the environment where a tag says it", () => {
    const text = `${SLACK}enrich: {bucketTags: {environment: env}}\nroutes: [{environments: [prod*], channels: [slack]}]\n`;
    expect(load(text).routing.routes).toEqual([{ environments: ["prod*"], channels: ["slack"] }]);
    expect(load(text).enrich?.bucketTags).toEqual({ environment: "env", raise: [] });
  });

  it("keep their conditions", () => {
    const text = `${SLACK}routes: [{severity: high, detections: ["s3.*"], accounts: ["222233334444"], buckets: ["my-*"], channels: [slack]}]\n`;
    expect(load(text).routing).toEqual({
      routes: [
        {
          severity: "high",
          detections: ["s3.*"],
          accounts: ["222233334444"],
          buckets: ["my-*"],
          channels: ["slack"],
        },
      ],
      default: ["slack"],
    });
  });

  it.each([
    [
      "an unknown channel",
      "{severity: high, channels: [slak]}",
      'routes.0.channels.0: unknown channel, got "slak", expected slack, fix: write slack',
    ],
    ["a channel twice", "{severity: high, channels: [slack, slack]}", /^routes\.0\.channels\.1: listed twice, /],
    [
      "a condition that is none",
      "{channels: [slack]}",
      /^routes\.0: a second default, .* for every alert write severity: informational$/,
    ],
    [
      "a detection that is none",
      "{detections: [s3.policy-made-pubic], channels: [slack]}",
      'routes.0.detections.0: not a detection, got "s3.policy-made-pubic", expected ids that palisade detections prints, with * for many, fix: write s3.policy-made-public',
    ],
    [
      "a glob that fits none",
      '{detections: ["s4.*"], channels: [slack]}',
      /^routes\.0\.detections\.0: fits no detection, /,
    ],
    [
      "a number for an account",
      "{accounts: [222233334444], channels: [slack]}",
      /^routes\.0\.accounts\.0: not an account id in quotes, /,
    ],
    ["an empty condition", "{buckets: [], channels: [slack]}", /^routes\.0\.buckets: nothing in it, /],
    [
      "environments without a tag",
      "{environments: [prod], channels: [slack]}",
      /^routes\.0\.environments: environments that no tag tells, .* fix: name the key of the buckets' tag there$/,
    ],
    ["no channel", "{severity: high, channels: []}", /^routes\.0\.channels: no channel in it, /],
  ] as const)("are refused with %s", (_, route, expected) => {
    const found = problems(`${SLACK}routes: [${route}]\n`);
    expect(found).toEqual([expect.stringMatching(typeof expected === "string" ? escaped(expected) : expected)]);
  });
});

describe("quiet hours", () => {
  it("begin with defaults", () => {
    const text = 'quietHours: {from: "20:00", to: "07:00"}\n';
    expect(load(SLACK + text).quietHours).toEqual({ from: "20:00", to: "07:00", timezone: "UTC", below: "high" });
  });

  it.each([
    [
      "a time without quotes that YAML reads as a number",
      "{from: 20, to: '07:00'}",
      /^quietHours\.from: not a time of day in quotes, /,
    ],
    ["a time that is none", '{from: "24:00", to: "07:00"}', /^quietHours\.from: not a time of day in quotes, /],
    ["no time at all", '{from: "07:00", to: "07:00"}', /^quietHours\.to: as long as a day or no time at all, /],
    [
      "a zone that is none",
      '{from: "20:00", to: "07:00", timezone: Europe/Berln}',
      /^quietHours\.timezone: not a time zone, /,
    ],
    [
      "nothing milder",
      '{from: "20:00", to: "07:00", below: informational}',
      /^quietHours\.below: not one of the choices, /,
    ],
  ])("are refused with %s", (_, hours, expected) => {
    expect(problems(`${SLACK}quietHours: ${hours}\n`)).toEqual([expect.stringMatching(expected)]);
  });
});

describe("severities of e-mail and text messages", () => {
  it("are kept", () => {
    const { alerts } = load(`${SLACK}alerts: {email: [a@example.com], emailSeverity: high, smsSeverity: critical}\n`);
    expect(alerts).toMatchObject({ emailSeverity: "high", smsSeverity: "critical" });
  });

  it("must leave a recipient of Palisade's own alarms", () => {
    expect(problems("alerts: {email: [a@example.com], emailSeverity: high}\n")).toEqual([
      expect.stringMatching(/^alerts\.emailSeverity: leaves Palisade's own alarms without a recipient, /),
    ]);
    expect(problems('alerts: {email: [a@example.com], sms: ["+12025550123"], smsSeverity: high}\n')).toEqual([]);
  });
});
