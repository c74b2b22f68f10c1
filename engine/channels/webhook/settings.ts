import type { ChannelKey } from "../channel-key";
import { isSecretName, type SecretName } from "../secret-name";

export interface WebhookSettings {
  readonly kind: "webhook";
  readonly url: string;
  readonly secret: SecretName;
  readonly format: WebhookFormat;
}

/** `palisade`: the alert as it was published; `ocsf`: an OCSF Detection Finding. */
export type WebhookFormat = "palisade" | "ocsf";

export type WebhookKey = "url" | "secret" | "format";

export const WEBHOOK_KEYS: Readonly<Record<WebhookKey, ChannelKey>> = {
  url: {
    form: "text",
    about: "where to POST, an https URL of the internet",
    pattern: /^https:\/\/[!-~]{1,2000}$/i,
    what: "not an https URL",
    expected: "a URL such as https://soc.example.com/hook",
    fix: "write the whole URL; alerts are sent over https only",
  },
  secret: { form: "secret", about: "where the secret is by which the receiver checks the signature" },
  format: {
    form: "choice",
    about: "palisade for its own JSON, ocsf for an OCSF Detection Finding. Default: palisade",
    choices: ["palisade", "ocsf"] satisfies readonly WebhookFormat[],
    fix: "leave format out for Palisade's own JSON",
  },
};

export function webhookSettings({
  url,
  secret,
  format,
}: Readonly<Partial<Record<WebhookKey, string>>>): WebhookSettings | undefined {
  if (url === undefined || !isSecretName(secret)) return undefined;
  return { kind: "webhook", url, secret, format: format === "ocsf" ? "ocsf" : "palisade" };
}
