import { securityHubProductArn } from "../../arn";
import { PLAIN_CHANNEL } from "../channel";
import { jsonRequest } from "../channel-request";
import { NO_HOSTS, type Vendor } from "../vendor";
import { securityHubAlert } from "./alert";
import { isSecurityHubTransient, securityHubOutcome } from "./outcome";
import { SECURITY_HUB_PAGE } from "./page";
import { type SecurityHubSettings, securityHubSettings } from "./settings";

export const securityHub: Vendor<SecurityHubSettings, never> = {
  kind: "securityhub",
  title: "Security Hub",
  // A finding that is filed disturbs no one.
  abilities: { isLimited: false, takesNotices: false, takesDigests: false, keepsOpen: false },
  keys: {},
  keySets: [[]],
  hosts: NO_HOSTS,
  settingsOf: (_, home) => securityHubSettings(home),
  secretOf: () => undefined,
  actions: [{ action: "securityhub:BatchImportFindings", resource: securityHubProductArn }],
  detailsOf: ({ region }) => [`in ${region}`],
  open: (target, { links }) => {
    const { region, partition } = target;
    const url = `https://securityhub.${region}.amazonaws.com${partition === "aws-cn" ? ".cn" : ""}/findings/import`;
    return {
      ...PLAIN_CHANNEL,
      paceMs: 100,
      isLimited: () => false,
      alertRequest: (alert) => ({
        ...jsonRequest(url, { Findings: [securityHubAlert(alert, { ...target, ...links })] }),
        signFor: { service: "securityhub", region },
      }),
      outcomeOf: securityHubOutcome,
      isTransient: isSecurityHubTransient,
    };
  },
  mendingOf: (_, { region }) =>
    `aws securityhub enable-security-hub --region ${region}, and allow securityhub:BatchImportFindings to whoever runs palisade doctor`,
  pages: [SECURITY_HUB_PAGE],
};
