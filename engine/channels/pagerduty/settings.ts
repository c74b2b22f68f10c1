import type { ChannelKey } from "../channel-key";
import { isSecretName, type SecretName } from "../secret-name";

export interface PagerDutySettings {
  readonly kind: "pagerduty";
  readonly routingKey: SecretName;
}

export const ROUTING_KEY: ChannelKey = {
  form: "secret",
  about: "where the integration key of Events API v2 is",
};

export function pagerDutySettings({ routingKey }: { readonly routingKey?: string }): PagerDutySettings | undefined {
  return isSecretName(routingKey) ? { kind: "pagerduty", routingKey } : undefined;
}
