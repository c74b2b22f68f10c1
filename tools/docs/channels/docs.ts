import { VENDORS } from "@palisade/engine/channels/registry";
import { slackDigest } from "@palisade/engine/channels/slack/digest";
import { slackAsHtml } from "@palisade/engine/channels/slack/page";
import type { ChannelPage } from "@palisade/engine/channels/vendor";
import { digestEmail } from "@palisade/functions/digest/digest-message";
import { exampleAlerts, exampleDigest, receivedExampleDigest } from "./examples";

const PAGES: readonly ChannelPage[] = Object.values(VENDORS).flatMap(({ pages }) => pages);

/** docs/catalogue/channels.md. */
export function channelDocs(): string {
  return `${[
    "# Channels",
    "<!-- Written from the channels' own code by `node tools/build/run.mjs tools/docs/channels/write-docs.ts`. Change that, not this. -->",
    "Where alerts go, how to set up each channel, and what arrives there. Secrets stay in SSM or Secrets Manager: `palisade.yaml` holds only their names. E-mail and text messages need no channel: they are `alerts.email` and `alerts.sms`.",
    "A message counts as delivered when the vendor confirms it in the way that it documents, not by the status alone. Other outcomes are retried for some hours; then the message goes, with its reason, to the channel's dead-letter queue, which has an alarm. What the vendor refuses for good goes there at once.",
    PAGES.map(({ title }) => `- [${title}](#${title.toLowerCase().replaceAll(" ", "-")})`).join("\n"),
    "- [The daily digest](#the-daily-digest)",
    ...PAGES.flatMap(section),
    ...digestSection(),
  ].join("\n\n")}\n`;
}

function section({ title, setUp, behaves, show }: ChannelPage): readonly string[] {
  return [
    `## ${title}`,
    setUp.map((line, index) => `${index + 1}. ${line}`).join("\n"),
    behaves,
    ...exampleAlerts().flatMap(({ about, alert }) => [`**\`${alert.match.detection}\`**, ${about}:`, show(alert)]),
  ];
}

function digestSection(): readonly string[] {
  const digest = exampleDigest();
  const withoutDigest = Object.values(VENDORS)
    .flatMap(({ abilities, title }) => (abilities.takesDigests ? [] : [title]))
    .join(" and ");
  return [
    "## The daily digest",
    [
      `In \`palisade.yaml\`: \`digest: { at: "07:00", timezone: Europe/Berlin }\`. It goes to the default channels and to \`alerts.email\`.`,
      `For alerts that can wait, \`quietHours: { from: "20:00", to: "07:00", timezone: Europe/Berlin, below: high }\`: they are in the next digest, which goes to people by e-mail, to the channels in \`default\` and to the channel itself. ${withoutDigest} take no digest; a configuration in which no one would read it is refused.`,
      "Deploy.",
    ]
      .map((line, index) => `${index + 1}. ${line}`)
      .join("\n"),
    `Chat channels show it shortened to fit; webhooks get all of it as JSON; ${withoutDigest} get none. What could not be read is shown as unknown, never as fine.`,
    "In Slack:",
    slackAsHtml(slackDigest(receivedExampleDigest()), "medium"),
    "By e-mail:",
    `\`\`\`text\n${digestEmail(digest).trimEnd()}\n\`\`\``,
  ];
}
