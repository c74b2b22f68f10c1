import { PLAIN_CHANNEL } from "../channel";
import { jsonRequest } from "../channel-request";
import type { Vendor } from "../vendor";
import { pagerDutyAlert } from "./alert";
import { pagerDutyNotice } from "./notice";
import { pagerDutyOutcome } from "./outcome";
import { PAGERDUTY_PAGE } from "./page";
import { type PagerDutySettings, pagerDutySettings, ROUTING_KEY } from "./settings";

export const pagerDuty: Vendor<PagerDutySettings, "routingKey"> = {
  kind: "pagerduty",
  title: "PagerDuty",
  abilities: { isLimited: true, takesNotices: true, takesDigests: false, keepsOpen: true },
  keys: { routingKey: ROUTING_KEY },
  keySets: [["routingKey"]],
  hosts: { ownMessagesOnly: ["events.pagerduty.com", "events.eu.pagerduty.com"], anyMessage: [] },
  settingsOf: pagerDutySettings,
  secretOf: ({ routingKey }) => routingKey,
  actions: [],
  detailsOf: () => [],
  open: (_, { links, project }) => ({
    ...PLAIN_CHANNEL,
    // PagerDuty takes two events a second.
    paceMs: 500,
    // The end of an incident is never held back: someone was paged for it.
    isLimited: ({ kind }) => kind !== "closed",
    alertRequest: (alert, key) => enqueue(pagerDutyAlert(alert, key, links)),
    noticeRequest: (notice, key) => enqueue(pagerDutyNotice(notice, key, project)),
    // Where there is no incident of that key, or it has ended, PagerDuty does nothing.
    endRequest: (about, key) => enqueue({ routing_key: key, dedup_key: about, event_action: "resolve" }),
    outcomeOf: pagerDutyOutcome,
  }),
  pages: [PAGERDUTY_PAGE],
};

function enqueue(event: object) {
  return jsonRequest("https://events.pagerduty.com/v2/enqueue", event);
}
