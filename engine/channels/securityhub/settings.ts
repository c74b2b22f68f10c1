import type { Place } from "../../arn";

/** Where the findings go: the account and region where Palisade runs. */
export interface SecurityHubSettings extends Place {
  readonly kind: "securityhub";
}

export function securityHubSettings({ partition, region, account }: Place): SecurityHubSettings {
  return { kind: "securityhub", partition, region, account };
}
