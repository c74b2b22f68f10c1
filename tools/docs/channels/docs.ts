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
      "At https://api.slack.com/apps create an app, switch on **Incoming Webhooks**, add one to your channel and copy its URL.",
      putParameter("/palisade/slack"),
      channel("team-slack: { kind: slack, webhook: ssm:/palisade/slack }"),
      "For one thread an incident, give a bot's token instead (scope `chat:write`, and invite the bot): `{ kind: slack, token: ssm:/palisade/slack-bot, channel: C0123456 }`.",
      "Deploy.",
    ],
    behaves:
      "Mentions, links and formatting in names and keys stay text: they stand in code or plain text, with `&`, `<` and `>` escaped. Links open nothing but your console and your runbooks, and are not unfolded.",
    render: (alert) => slackAsHtml(slackMessage(alert, LINKS), alert.severity),
  },
  {
    name: "PagerDuty",
    setUp: [
      "In your service, under **Integrations**, add **Events API V2** and copy its integration key.",
      putSecret("palisade/pagerduty"),
      channel("on-call: { kind: pagerduty, routingKey: secretsmanager:palisade/pagerduty }"),
      "Route only what should wake somebody to it: `routes: [{ severity: high, channels: [on-call] }]`.",
      "Deploy.",
    ],
    behaves:
      "One incident of Palisade's is one of PagerDuty's, which is resolved when its window and ten minutes for stragglers are over (`alerts.dedupMinutes`), whether or not more came; a later window opens another. Whoever is told late has half an hour first, or the window where that is shorter. The end waits in the channel's own queue ([why](../adr/0003-a-channel-ends-what-it-told.md)); what is told meanwhile puts it off.",
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
      "An Adaptive Card whose text knows no Markdown and no mention, and which is always under 21 KB. A workflow answers before it runs, so Palisade cannot see whether it posted: try it with `palisade doctor --test-channels`, and look at its run history in Power Automate. A connector's answer is read to its end, since it reports failures with status 200.",
    render: (alert) => teamsAsHtml(teamsMessage(alert, LINKS), alert.severity),
  },
  {
    name: "Discord",
    setUp: [
      "In the channel's settings, under **Integrations**, **Webhooks**, make a new webhook and copy its URL.",
      putParameter("/palisade/discord"),
      channel("discord: { kind: discord, webhook: ssm:/palisade/discord }"),
      "Deploy.",
    ],
    behaves: "No message notifies anybody by name: `allowed_mentions` allows none.",
    render: (alert) => discordAsHtml(discordMessage(alert, LINKS), alert.severity),
  },
  {
    name: "Webhook",
    setUp: [
      "Make a secret and give it to the receiver: `openssl rand -hex 32`.",
      putParameter("/palisade/soc"),
      channel("soc: { kind: webhook, url: https://soc.example.com/hook, secret: ssm:/palisade/soc }"),
      "Let the receiver check the signature and keep the idempotency keys that it saw (below).",
      "Deploy.",
    ],
    behaves: [
      "`palisade-signature` is `v1=` and the HMAC-SHA256, by the secret, of `palisade-timestamp`, a full stop and the body's bytes. Compare it in constant time, and refuse timestamps that are more than five minutes off. `idempotency-key` is the same for the same alert, however often it comes.",
      "Answer with any status of success once you have the message. A web page, as a login or a proxy sends it, and JSON with `ok: false`, `success: false` or an `error`, do not count as success.",
      "Text from events stands as it was logged: escape it for wherever you show it. `schema` goes up when a field is renamed, removed or means something else; new fields may come at any time.",
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
    setUp: [
      "Switch on Security Hub in Palisade's account and region.",
      channel("hub: { kind: securityhub }"),
      "Deploy.",
    ],
    behaves:
      "All alerts of an incident are one finding of the account's default product, which stays active until somebody resolves it. `AwsAccountId` is Palisade's own account, as Security Hub demands; the account of the event is in `ProductFields`. Where Palisade also listens to Security Hub, it leaves its own findings out.",
    render: (alert) => folded("The finding", "json", pretty(securityHubFinding(alert, HUB))),
  },
];

/** docs/catalogue/channels.md. */
export function channelDocs(): string {
  return `${[
    "# Channels",
    "<!-- Written from the channels' own code by `node tools/build/run.mjs tools/docs/channels/write-docs.ts`. Change that, not this. -->",
    "Where alerts go, how to set each channel up, and what arrives there. Secrets stay in SSM or Secrets Manager: `palisade.yaml` holds only their names. E-mail and text messages need no channel: they are `alerts.email` and `alerts.sms`.",
    "A message is delivered when the vendor says so in the way that it documents, not by the status alone. Any other answer is tried again for some hours and then ends, with its reason, in the channel's dead-letter queue, which has an alarm; what the vendor refuses for good goes there at once.",
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
      'For what can wait, `quietHours: { from: "20:00", to: "07:00", timezone: Europe/Berlin, below: high }`: it is in the next digest, which goes to people by e-mail, to the channels in `default` and to the channel itself. PagerDuty and Security Hub take no digest: a configuration in which no one would read it is refused.',
      "Deploy.",
    ]
      .map((line, index) => `${index + 1}. ${line}`)
      .join("\n"),
    "In Slack, Teams and Discord it is cut to what fits; webhooks get all of it as JSON; PagerDuty and Security Hub get none. What could not be read is said to be unknown, and never taken for fine.",
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
