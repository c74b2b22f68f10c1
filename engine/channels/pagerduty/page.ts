import { bold, button, html, messageBlock } from "../page-html";
import { addChannel, EXAMPLE_LINKS, putSecret } from "../page-text";
import type { ChannelPage } from "../vendor";
import { type PagerDutyEvent, pagerDutyAlert } from "./alert";

export const PAGERDUTY_PAGE: ChannelPage = {
  title: "PagerDuty",
  setUp: [
    "In your service, under **Integrations**, add **Events API V2** and copy its integration key.",
    putSecret("palisade/pagerduty"),
    addChannel("on-call: { kind: pagerduty, routingKey: secretsmanager:palisade/pagerduty }"),
    "Route only what should wake someone to it: `routes: [{ severity: high, channels: [on-call] }]`.",
    "Deploy.",
  ],
  behaves:
    "One incident in Palisade is one incident in PagerDuty. It is resolved when its window (`alerts.dedupMinutes`) and ten minutes for late events are over, whether or not more events came; a later window opens another incident. If the alert was delivered late, it stays open for half an hour, or for the window if that is shorter. The message that resolves it waits in the channel's own queue ([why](../adr/0003-a-channel-ends-what-it-told.md)); alerts in the meantime postpone it.",
  show: (alert) => eventAsHtml(pagerDutyAlert(alert, "0123456789abcdef0123456789abcdef", EXAMPLE_LINKS)),
};

/** An event as PagerDuty's incident shows it. */
function eventAsHtml(event: PagerDutyEvent): string {
  const key = `<sub>dedup key ${event.dedup_key}</sub>`;
  if (event.event_action === "resolve") return messageBlock([bold("Resolved"), key]);
  const { severity, summary, source, custom_details: details } = event.payload;
  return messageBlock([
    `${bold(severity)} ${html(summary)}`,
    `${bold("Source")}: ${html(source)}`,
    ...Object.entries(details).map(([label, value]) => `${bold(label)}: ${html([value].flat().join("\n"))}`),
    event.links.map(({ text, href }) => button(text, href)).join(" "),
    key,
  ]);
}
