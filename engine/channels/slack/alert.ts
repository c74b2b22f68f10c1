import type { ReceivedAlert } from "../../alerts/received-alert";
import { type Fact, facts, fewerFacts, opening, references } from "../../alerts/text/facts";
import { caveat, headline, numberedSteps } from "../headline";
import { type LinkOptions, links } from "../links";
import { severityColor } from "../severity-color";
import { slackCode, slackText, slackWords } from "./escape";

// Limits: https://docs.slack.dev/reference/block-kit/blocks/section-block (text 3,000, 10 fields of 2,000), .../header-block (150),
// .../context-block (10 elements), .../composition-objects/text-object (1 to 3,000), .../block-elements/button-element (75). All text of
// a message together may have some 13,000 characters (slackapi/bolt-js#2509), so the parts stay far below their own limits.
const LONGEST_HEADER = 150;
const LONGEST_SUMMARY = 1000;
const LONGEST_BUTTON = 75;
const LONGEST_WHAT = 900;
const LONGEST_FACT = 300;
const LONGEST_STEP = 300;
const LONGEST_STEPS = 1800;
const LONGEST_REFERENCE = 140;
const MOST_FIELDS = 10;
const MOST_FACTS = 16;

interface PlainText {
  readonly type: "plain_text";
  readonly text: string;
  readonly emoji: false;
}

interface Markdown {
  readonly type: "mrkdwn";
  readonly text: string;
  readonly verbatim: true;
}

interface Button {
  readonly type: "button";
  readonly action_id: string;
  readonly text: PlainText;
  readonly url: string;
}

export type SlackBlock =
  | { readonly type: "header"; readonly text: PlainText }
  | { readonly type: "section"; readonly text: PlainText | Markdown }
  | { readonly type: "section"; readonly fields: readonly Markdown[] }
  | { readonly type: "context"; readonly elements: readonly Markdown[] }
  | { readonly type: "actions"; readonly elements: readonly Button[] };

export interface SlackMessage {
  /** For notifications and screen readers. */
  readonly text: string;
  readonly mrkdwn: false;
  readonly unfurl_links: false;
  readonly unfurl_media: false;
  readonly blocks: readonly SlackBlock[];
  /** The only place in Slack that takes a colour. */
  readonly attachments: readonly [{ readonly color: string; readonly blocks: readonly SlackBlock[] }];
}

/**
 * The alert for Slack. Text that a caller may have chosen is either plain text or code, where Slack parses no formatting, and `&`, `<`
 * and `>`, with which mentions and links begin, are escaped everywhere.
 * @see https://docs.slack.dev/messaging/formatting-message-text
 */
export function slackAlert(alert: ReceivedAlert, options: LinkOptions = {}): SlackMessage {
  const title = headline(alert, LONGEST_HEADER);
  return {
    text: slackText(title, 3 * LONGEST_HEADER),
    mrkdwn: false,
    unfurl_links: false,
    unfurl_media: false,
    blocks: [{ type: "header", text: plainText(title, LONGEST_HEADER) }],
    attachments: [{ color: severityColor(alert.severity), blocks: body(alert, options) }],
  };
}

function body(alert: ReceivedAlert, options: LinkOptions): readonly SlackBlock[] {
  const [first, ...others] = facts(alert);
  const note = caveat(alert);
  return [
    { type: "section", text: plainText(opening(alert).join(" "), LONGEST_SUMMARY) },
    ...(note === undefined ? [] : [{ type: "context" as const, elements: [markdown(note)] }]),
    // What happened holds the object's key, which needs the whole width.
    ...(first === undefined ? [] : [{ type: "section" as const, text: markdown(labelled(first, LONGEST_WHAT)) }]),
    ...fields(others),
    ...steps(alert),
    ...buttons(alert, options),
    { type: "context", elements: [markdown(referencesLine(alert))] },
  ];
}

/** One block of fields for what every alert has, and one for the rest. */
function fields(shown: readonly Fact[]): readonly SlackBlock[] {
  const texts = fewerFacts(shown, MOST_FACTS).map((fact) => markdown(labelled(fact, LONGEST_FACT)));
  return [texts.slice(0, MOST_FIELDS), texts.slice(MOST_FIELDS)]
    .filter((block) => block.length > 0)
    .map((block) => ({ type: "section", fields: block }));
}

function steps(alert: ReceivedAlert): readonly SlackBlock[] {
  const lines = numberedSteps(alert, LONGEST_STEP);
  if (lines.length === 0) return [];
  return [
    { type: "section", text: markdown("*What to do next*") },
    { type: "section", text: plainText(lines.join("\n"), LONGEST_STEPS) },
  ];
}

function buttons(alert: ReceivedAlert, options: LinkOptions): readonly SlackBlock[] {
  const elements = links(alert, options).map(({ text, url }, index): Button => {
    return { type: "button", action_id: `link-${index}`, text: plainText(text, LONGEST_BUTTON), url };
  });
  return elements.length === 0 ? [] : [{ type: "actions", elements }];
}

function referencesLine(alert: ReceivedAlert): string {
  return references(alert)
    .map((fact) => `${fact.label}: ${shownValue(fact, LONGEST_REFERENCE)}`)
    .join("  ");
}

function labelled(fact: Fact, longest: number): string {
  return `*${slackWords(fact.label, 60).trim() || "-"}*\n${shownValue(fact, longest)}`;
}

function shownValue({ value, kind }: Fact, longest: number): string {
  return kind === "ours" ? slackWords(value, longest) : slackCode(value, longest);
}

function plainText(text: string, longest: number): PlainText {
  return { type: "plain_text", text: slackText(text, longest), emoji: false };
}

function markdown(text: string): Markdown {
  return { type: "mrkdwn", text, verbatim: true };
}
