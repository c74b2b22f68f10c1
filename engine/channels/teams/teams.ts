import { PLAIN_CHANNEL } from "../channel";
import { WEBHOOK_KEY } from "../channel-key";
import { jsonRequest } from "../channel-request";
import { CHAT, type Vendor } from "../vendor";
import { teamsAlert } from "./alert";
import { teamsDigest } from "./digest";
import { teamsNotice } from "./notice";
import { teamsOutcome } from "./outcome";
import { TEAMS_PAGE } from "./page";
import { type TeamsSettings, teamsSettings } from "./settings";

export const teams: Vendor<TeamsSettings, "webhook"> = {
  kind: "teams",
  title: "Microsoft Teams",
  abilities: CHAT,
  keys: { webhook: WEBHOOK_KEY },
  keySets: [["webhook"]],
  hosts: {
    ownMessagesOnly: ["webhook.office.com", "webhook.office365.com", "outlook.office.com", "outlook.office365.com"],
    // Of workflows, which may take anything.
    anyMessage: ["logic.azure.com", "logic.azure.cn", "logic.azure.us", "powerplatform.com"],
  },
  settingsOf: teamsSettings,
  secretOf: ({ webhook }) => webhook,
  actions: [],
  detailsOf: () => [],
  open: (_, { links }) => ({
    ...PLAIN_CHANNEL,
    // Teams takes four messages a second.
    paceMs: 500,
    alertRequest: (alert, url) => jsonRequest(url, teamsAlert(alert, links)),
    noticeRequest: (notice, url) => jsonRequest(url, teamsNotice(notice)),
    digestRequest: (digest, url) => jsonRequest(url, teamsDigest(digest)),
    outcomeOf: teamsOutcome,
  }),
  // A workflow answers before it runs.
  checkByHand: (status) => (status === 202 ? "look whether its workflow posted it" : undefined),
  pages: [TEAMS_PAGE],
};
