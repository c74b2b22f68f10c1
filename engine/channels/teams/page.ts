import type { Severity } from "../../severity";
import { bold, button, html, messageBlock } from "../page-html";
import { addChannel, EXAMPLE_LINKS, putParameter } from "../page-text";
import type { ChannelPage } from "../vendor";
import { type TeamsMessage, teamsAlert } from "./alert";

export const TEAMS_PAGE: ChannelPage = {
  title: "Microsoft Teams",
  setUp: [
    "In the channel, choose **Workflows**, **Send webhook alerts to a channel**, save, and copy the URL.",
    putParameter("/palisade/teams"),
    addChannel("teams: { kind: teams, webhook: ssm:/palisade/teams }"),
    "Deploy.",
  ],
  behaves:
    "An Adaptive Card without Markdown and mentions, always under 21 KB. A workflow answers before it runs, so Palisade cannot see whether it posted the card: try `palisade doctor --test-channels`, and look at its run history in Power Automate. A connector's answer is read to its end, because it reports failures with status 200.",
  show: (alert) => cardAsHtml(teamsAlert(alert, EXAMPLE_LINKS), alert.severity),
};

function cardAsHtml({ attachments: [{ content }] }: TeamsMessage, severity: Severity): string {
  const lines = content.body
    .flatMap((element) => (element.type === "Container" ? element.items : [element]))
    .map(({ inlines }) => inlines.map(runAsHtml).join(""));
  const buttons = content.actions.map(({ title, url }) => button(title, url)).join(" ");
  return messageBlock([...lines, ...(buttons === "" ? [] : [buttons])], severity);
}

type Run = Extract<
  TeamsMessage["attachments"][0]["content"]["body"][number],
  { type: "RichTextBlock" }
>["inlines"][number];

function runAsHtml({ text, weight, isSubtle }: Run): string {
  if (weight === "Bolder") return bold(text);
  return isSubtle ? `<sub>${html(text)}</sub>` : html(text);
}
