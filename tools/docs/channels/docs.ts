import type { ReceivedAlert } from "@palisade/engine/alerts/received-alert";
import { slackDigest } from "@palisade/engine/channels/digest";
import { discordMessage } from "@palisade/engine/channels/discord/discord";
import { pagerDutyEvent } from "@palisade/engine/channels/pagerduty/pagerduty";
import { securityHubFinding } from "@palisade/engine/channels/securityhub/securityhub";
import { type SlackMessage, slackMessage } from "@palisade/engine/channels/slack/slack";
import { teamsMessage } from "@palisade/engine/channels/teams/teams";
import { ocsfFinding } from "@palisade/engine/channels/webhook/ocsf";
import { webhookRequest } from "@palisade/engine/channels/webhook/webhook";
import { digestEmail } from "@palisade/functions/digest/digest-message";
import { exampleAlerts, exampleDigest, receivedExampleDigest } from "./examples";
import { discordAsHtml, pagerDutyAsHtml, slackAsHtml, teamsAsHtml } from "./render";

const LINKS = { runbookBase: "https://docs.example.com/runbooks" };
const ROUTING_KEY = "0123456789abcdef0123456789abcdef";
const HUB = { partition: "aws", region: "eu-central-1", account: "111122223333", ...LINKS };
const SOC = { url: "https://soc.example.com/hook", secret: "shared with the receiver", format: "palisade" } as const;

interface Channel {
  readonly name: string;
  /** How to set it up, in five lines at most. */
  readonly setUp: readonly string[];
  /** What a message does, and what it never does. */
  readonly behaves: string;
  readonly render: (alert: ReceivedAlert) => string;
}

const CHANNELS: readonly Channel[] = [
  {
    name: "Slack",
    setUp: [
      "At https://api.slack.com/apps create an app, enable **Incoming Webhooks**, add one to your channel and copy its URL.",
      putParameter("/palisade/slack"),
      channel("team-slack: { kind: slack, webhook: ssm:/palisade/slack }"),
      "For one thread for each incident, use a bot's token instead (scope `chat:write`, and invite the bot): `{ kind: slack, token: ssm:/palisade/slack-bot, channel: C0123456 }`.",
      "Deploy.",
    ],
    behaves:
      "Mentions, links and formatting in names and keys stay text: they are shown as code or plain text, with `&`, `<` and `>` escaped. Links lead only to your console and your runbooks, and are not unfurled.",
    render: (alert) => slackAsHtml(slackMessage(alert, LINKS), alert.severity),
  },
  {
    name: "PagerDuty",
    setUp: [
      "In your service, under **Integrations**, add **Events API V2** and copy its integration key.",
      putSecret("palisade/pagerduty"),
      channel("on-call: { kind: pagerduty, routingKey: secretsmanager:palisade/pagerduty }"),
      "Route only what should wake someone to it: `routes: [{ severity: high, channels: [on-call] }]`.",
      "Deploy.",
    ],
    behaves:
      "One incident in Palisade is one incident in PagerDuty. It is resolved when its window (`alerts.dedupMinutes`) and ten minutes for late events are over, whether or not more events came; a later window opens another incident. If the alert was delivered late, it stays open for half an hour, or for the window if that is shorter. The message that resolves it waits in the channel's own queue ([why](../adr/0003-a-channel-ends-what-it-told.md)); alerts in the meantime postpone it.",
    render: (alert) => pagerDutyAsHtml(pagerDutyEvent(alert, ROUTING_KEY, LINKS)),
  },
  {
    name: "Microsoft Teams",
    setUp: [
      "In the channel, choose **Workflows**, **Send webhook alerts to a channel**, save, and copy the URL.",
      putParameter("/palisade/teams"),
      channel("teams: { kind: teams, webhook: ssm:/palisade/teams }"),
      "Deploy.",
    ],
    behaves:
      "An Adaptive Card without Markdown and mentions, always under 21 KB. A workflow answers before it runs, so Palisade cannot see whether it posted the card: try `palisade doctor --test-channels`, and look at its run history in Power Automate. A connector's answer is read to its end, because it reports failures with status 200.",
    render: (alert) => teamsAsHtml(teamsMessage(alert, LINKS), alert.severity),
  },
  {
    name: "Discord",
    setUp: [
      "In the channel's settings, under **Integrations**, **Webhooks**, create a webhook and copy its URL.",
      putParameter("/palisade/discord"),
      channel("discord: { kind: discord, webhook: ssm:/palisade/discord }"),
      "Deploy.",
    ],
    behaves: "No message notifies anyone by name: `allowed_mentions` allows none.",
    render: (alert) => discordAsHtml(discordMessage(alert, LINKS), alert.severity),
  },
  {
    name: "Webhook",
    setUp: [
      "Create a secret and give it to the receiver: `openssl rand -hex 32`.",
      putParameter("/palisade/soc"),
      channel("soc: { kind: webhook, url: https://soc.example.com/hook, secret: ssm:/palisade/soc }"),
      "Let the receiver check the signature and keep the idempotency keys that it saw (below).",
      "Deploy.",
    ],
    behaves: [
      "`palisade-signature` is `v1=` and the HMAC-SHA256, by the secret, of `palisade-timestamp`, a full stop and the body's bytes. Compare it in constant time, and refuse timestamps that are more than five minutes off. `idempotency-key` is the same for the same alert, however often it is sent.",
      "Answer with any 2xx status once you have the message. A web page, such as a login or a proxy sends, and JSON with `ok: false`, `success: false` or an `error`, do not count as success.",
      "Text from events is sent as it was logged: escape it for the place where you show it. `schema` increases when a field is renamed, removed or changes its meaning; new fields may appear at any time.",
    ].join("\n\n"),
    render: (alert) => {
      const { headers, body } = webhookRequest(alert, SOC, alert.detectedAt);
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
      return folded(
        "The request, its body with line breaks for reading",
        "http",
        ["POST /hook", ...lines, "", pretty(JSON.parse(body))].join("\n"),
      );
    },
  },
  {
    name: "Webhook with OCSF",
    setUp: [
      "As for any webhook, with another format:",
      channel("siem: { kind: webhook, url: https://siem.example.com/hook, secret: ssm:/palisade/siem, format: ocsf }"),
    ],
    behaves:
      "The body is a Detection Finding of OCSF 1.4.0 (class 2004) with the Cloud profile: created, updated and closed with the incident.",
    render: (alert) => folded("The finding", "json", pretty(ocsfFinding(alert))),
  },
  {
    name: "Security Hub",
    setUp: ["Enable Security Hub in Palisade's account and region.", channel("hub: { kind: securityhub }"), "Deploy."],
    behaves:
      "All alerts of an incident are one finding of the account's default product, which stays active until someone resolves it. `AwsAccountId` is Palisade's own account, as Security Hub requires; the account of the event is in `ProductFields`. If Palisade also reads findings from Security Hub, it ignores its own.",
    render: (alert) => folded("The finding", "json", pretty(securityHubFinding(alert, HUB))),
  },
];

/** docs/catalogue/channels.md. */
export function channelDocs(): string {
  return `${[
    "# Channels",
    "<!-- Written from the channels' own code by `node tools/build/run.mjs tools/docs/channels/write-docs.ts`. Change that, not this. -->",
    "Where alerts go, how to set up each channel, and what arrives there. Secrets stay in SSM or Secrets Manager: `palisade.yaml` holds only their names. E-mail and text messages need no channel: they are `alerts.email` and `alerts.sms`.",
    "A message counts as delivered when the vendor confirms it in the way that it documents, not by the status alone. Other outcomes are retried for some hours; then the message goes, with its reason, to the channel's dead-letter queue, which has an alarm. What the vendor refuses for good goes there at once.",
    CHANNELS.map(({ name }) => `- [${name}](#${name.toLowerCase().replaceAll(" ", "-")})`).join("\n"),
    "- [The daily digest](#the-daily-digest)",
    ...CHANNELS.flatMap(section),
    ...digestSection(),
  ].join("\n\n")}\n`;
}

function section({ name, setUp, behaves, render }: Channel): readonly string[] {
  return [
    `## ${name}`,
    setUp.map((line, index) => `${index + 1}. ${line}`).join("\n"),
    behaves,
    ...exampleAlerts().flatMap(({ about, alert }) => [`**\`${alert.match.detection}\`**, ${about}:`, render(alert)]),
  ];
}

function digestSection(): readonly string[] {
  const digest = exampleDigest();
  return [
    "## The daily digest",
    [
      `In \`palisade.yaml\`: \`digest: { at: "07:00", timezone: Europe/Berlin }\`. It goes to the default channels and to \`alerts.email\`.`,
      'For alerts that can wait, `quietHours: { from: "20:00", to: "07:00", timezone: Europe/Berlin, below: high }`: they are in the next digest, which goes to people by e-mail, to the channels in `default` and to the channel itself. PagerDuty and Security Hub take no digest; a configuration in which no one would read it is refused.',
      "Deploy.",
    ]
      .map((line, index) => `${index + 1}. ${line}`)
      .join("\n"),
    "In Slack, Teams and Discord it is shortened to fit; webhooks get all of it as JSON; PagerDuty and Security Hub get none. What could not be read is shown as unknown, never as fine.",
    "In Slack:",
    slackAsHtml(slackDigest(receivedExampleDigest()) as SlackMessage, "medium"),
    "By e-mail:",
    `\`\`\`text\n${digestEmail(digest).trimEnd()}\n\`\`\``,
  ];
}

function putParameter(name: string): string {
  return `Keep it out of your shell's history: \`read -rs S && aws ssm put-parameter --type SecureString --name ${name} --value "$S"\`.`;
}

function putSecret(name: string): string {
  return `Keep it out of your shell's history: \`read -rs S && aws secretsmanager create-secret --name ${name} --secret-string "$S"\`.`;
}

function channel(line: string): string {
  return `In \`palisade.yaml\`, under \`channels\`: \`${line}\`.`;
}

/** JSON for reading: what cannot be seen or turns text around is written as an escape, which means the same. */
function pretty(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(/\p{Cf}/gu, (char) =>
    Array.from({ length: char.length }, (_, unit) => `\\u${char.charCodeAt(unit).toString(16).padStart(4, "0")}`).join(
      "",
    ),
  );
}

function folded(summary: string, language: string, text: string): string {
  return [`<details><summary>${summary}</summary>`, "", `\`\`\`${language}\n${text}\n\`\`\``, "", "</details>"].join(
    "\n",
  );
}
