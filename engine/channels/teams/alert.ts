import type { ReceivedAlert } from "../../alerts/received-alert";
import { type Fact, facts, fewerFacts, opening, references } from "../../alerts/text/facts";
import type { Severity } from "../../severity";
import { caveat, headline, numberedSteps } from "../headline";
import { type LinkOptions, links } from "../links";
import { teamsText } from "./escape";

// A message may have some 28 KB of UTF-8 (https://learn.microsoft.com/connectors/teams/, "Message size limit"), in which one character
// takes up to three bytes a UTF-16 unit.
const LONGEST_TITLE = 250;
const LONGEST_SUMMARY = 900;
const LONGEST_WHAT = 800;
const LONGEST_FACT = 300;
const LONGEST_LABEL = 40;
const LONGEST_STEP = 300;
const LONGEST_REFERENCE = 100;
const MOST_FACTS = 12;

type Style = "attention" | "warning" | "accent" | "default";

const STYLES: Readonly<Record<Severity, Style>> = {
  critical: "attention",
  high: "attention",
  medium: "warning",
  low: "accent",
  informational: "default",
};

interface TextRun {
  readonly type: "TextRun";
  readonly text: string;
  readonly weight?: "Bolder";
  readonly size?: "Large" | "Small";
  readonly isSubtle?: boolean;
}

/** Unlike a TextBlock and a FactSet, it knows no Markdown. */
interface RichTextBlock {
  readonly type: "RichTextBlock";
  readonly inlines: readonly TextRun[];
  readonly spacing?: "Small";
}

export interface TeamsMessage {
  readonly type: "message";
  readonly attachments: readonly [
    {
      readonly contentType: "application/vnd.microsoft.card.adaptive";
      readonly contentUrl: null;
      readonly content: {
        readonly $schema: "http://adaptivecards.io/schemas/adaptive-card.json";
        readonly type: "AdaptiveCard";
        readonly version: "1.4";
        readonly msteams: { readonly width: "Full" };
        readonly fallbackText: string;
        readonly body: readonly (
          | {
              readonly type: "Container";
              readonly style: Style;
              readonly bleed: true;
              readonly items: readonly RichTextBlock[];
            }
          | RichTextBlock
        )[];
        readonly actions: readonly { readonly type: "Action.OpenUrl"; readonly title: string; readonly url: string }[];
      };
    },
  ];
}

/**
 * The alert as an Adaptive Card for a Teams workflow "when a webhook request is received". All text stands in RichTextBlocks, which know
 * no Markdown; a mention would need an entity that the card does not have.
 * @see https://learn.microsoft.com/adaptive-cards/authoring-cards/text-features
 */
export function teamsAlert(alert: ReceivedAlert, options: LinkOptions = {}): TeamsMessage {
  const title = teamsText(headline(alert, LONGEST_TITLE), LONGEST_TITLE);
  return {
    type: "message",
    attachments: [
      {
        contentType: "application/vnd.microsoft.card.adaptive",
        contentUrl: null,
        content: {
          $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
          type: "AdaptiveCard",
          version: "1.4",
          msteams: { width: "Full" },
          fallbackText: title,
          body: [
            {
              type: "Container",
              style: STYLES[alert.severity],
              bleed: true,
              items: [block({ text: title, weight: "Bolder", size: "Large" })],
            },
            ...lead(alert),
            ...fewerFacts(facts(alert), MOST_FACTS).map(row),
            ...steps(alert),
            block({ text: referencesLine(alert), size: "Small", isSubtle: true }),
          ],
          actions: links(alert, options).map(({ text, url }) => ({ type: "Action.OpenUrl", title: text, url })),
        },
      },
    ],
  };
}

function lead(alert: ReceivedAlert): readonly RichTextBlock[] {
  const note = caveat(alert);
  return [
    block({ text: teamsText(opening(alert).join(" "), LONGEST_SUMMARY) }),
    ...(note === undefined ? [] : [block({ text: note, isSubtle: true })]),
  ];
}

function row({ label, value }: Fact, index: number): RichTextBlock {
  return {
    type: "RichTextBlock",
    spacing: "Small",
    inlines: [
      run({ text: `${teamsText(label, LONGEST_LABEL)}: `, weight: "Bolder" }),
      run({ text: teamsText(value, index === 0 ? LONGEST_WHAT : LONGEST_FACT) || "-" }),
    ],
  };
}

function steps(alert: ReceivedAlert): readonly RichTextBlock[] {
  const lines = numberedSteps(alert, LONGEST_STEP);
  if (lines.length === 0) return [];
  const texts = lines.map(
    (line): RichTextBlock => ({ ...block({ text: teamsText(line, LONGEST_STEP + 10) }), spacing: "Small" }),
  );
  return [block({ text: "What to do next", weight: "Bolder" }), ...texts];
}

function referencesLine(alert: ReceivedAlert): string {
  return references(alert)
    .map(({ label, value }) => `${label}: ${teamsText(value, LONGEST_REFERENCE)}`)
    .join("  ");
}

function block(inline: Omit<TextRun, "type">): RichTextBlock {
  return { type: "RichTextBlock", inlines: [run(inline)] };
}

function run(inline: Omit<TextRun, "type">): TextRun {
  return { type: "TextRun", ...inline };
}
