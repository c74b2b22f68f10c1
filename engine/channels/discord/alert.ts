import type { ReceivedAlert } from "../../alerts/received-alert";
import { type Fact, facts, fewerFacts, opening, references } from "../../alerts/text/facts";
import { escapeToFit } from "../escape-to-fit";
import { caveat, headline, numberedSteps } from "../headline";
import { type LinkOptions, links } from "../links";
import { severityColor } from "../severity-color";
import { discordCode, discordText } from "./escape";

// https://discord.com/developers/docs/resources/message#embed-object-embed-limits: title 256, description 4,096, 25 fields of 256 and
// 1,024, footer 2,048, and 6,000 of all these together in one message; so each part gets far less than it may have.
const LONGEST_TITLE = 250;
const LONGEST_SUMMARY = 900;
const LONGEST_WHAT = 450;
const LONGEST_FACT = 200;
const LONGEST_LABEL = 40;
const LONGEST_STEP = 260;
const LONGEST_STEPS = 1000;
const LONGEST_REFERENCE = 60;
const MOST_FACTS = 11;

interface DiscordField {
  readonly name: string;
  readonly value: string;
  readonly inline: boolean;
}

export interface DiscordMessage {
  /** Nothing in an alert mentions anyone. */
  readonly allowed_mentions: { readonly parse: readonly [] };
  readonly embeds: readonly [
    {
      readonly title: string;
      readonly description: string;
      readonly color: number;
      readonly timestamp: string;
      readonly fields: readonly DiscordField[];
      readonly footer: { readonly text: string };
    },
  ];
}

/**
 * The alert for Discord. Text that a caller may have chosen stands in code, where nothing is parsed, or has a backslash before every
 * character that could mean something.
 */
export function discordAlert(alert: ReceivedAlert, options: LinkOptions = {}): DiscordMessage {
  return {
    allowed_mentions: { parse: [] },
    embeds: [
      {
        title: discordText(headline(alert, LONGEST_TITLE), LONGEST_TITLE),
        description: description(alert),
        color: Number.parseInt(severityColor(alert.severity).slice(1), 16),
        timestamp: new Date(alert.match.time).toISOString(),
        fields: [...factFields(alert), ...stepField(alert), ...linkField(alert, options)],
        footer: { text: footer(alert) },
      },
    ],
  };
}

function description(alert: ReceivedAlert): string {
  const summary = discordText(opening(alert).join(" "), LONGEST_SUMMARY);
  const note = caveat(alert);
  return note === undefined ? summary : `${summary}\n${note}`;
}

function factFields(alert: ReceivedAlert): readonly DiscordField[] {
  return fewerFacts(facts(alert), MOST_FACTS).map((fact, index) => ({
    name: discordText(fact.label, LONGEST_LABEL).trim() || "-",
    value: shownValue(fact, index === 0 ? LONGEST_WHAT : LONGEST_FACT),
    inline: false,
  }));
}

function shownValue({ value, kind }: Fact, longest: number): string {
  return kind === "ours" ? discordText(value, longest) : discordCode(value, longest);
}

function stepField(alert: ReceivedAlert): readonly DiscordField[] {
  const text = numberedSteps(alert, LONGEST_STEP).join("\n");
  return text === "" ? [] : [field("What to do next", discordText(text, LONGEST_STEPS))];
}

function linkField(alert: ReceivedAlert, options: LinkOptions): readonly DiscordField[] {
  const text = links(alert, options)
    .map((link) => `[${link.text}](${link.url})`)
    .join("  ");
  return text === "" ? [] : [field("Links", text)];
}

function field(name: string, value: string): DiscordField {
  return { name, value, inline: false };
}

/** A footer has no markup at all. */
function footer(alert: ReceivedAlert): string {
  return references(alert)
    .map(({ label, value }) => `${label}: ${escapeToFit(value, LONGEST_REFERENCE)}`)
    .join("  ");
}
