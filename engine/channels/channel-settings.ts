import type { QuietHours } from "../alerts/quiet-hours";

/** `ssm:<name of a SecureString>` or `secretsmanager:<name>`: where a secret is, never the secret. */
export type SecretName = `ssm:${string}` | `secretsmanager:${string}`;

/** What a channel is, and where its secrets are. */
export type ChannelSettings =
  | { readonly kind: "slack" | "teams" | "discord"; readonly webhook: SecretName }
  | {
      readonly kind: "slack";
      /** A bot's, with which an incident becomes one thread. */
      readonly token: SecretName;
      /** Id of the channel. */
      readonly channel: string;
    }
  | { readonly kind: "pagerduty"; readonly routingKey: SecretName }
  | {
      readonly kind: "webhook";
      readonly url: string;
      readonly secret: SecretName;
      readonly format: "palisade" | "ocsf";
    }
  | { readonly kind: "securityhub"; readonly partition: string; readonly region: string; readonly account: string };

/** What a notifier needs to know of `palisade.yaml`; synth writes it as `settings.json` into the function's zip. */
export interface NotifierSettings {
  readonly project: string;
  /** The channel's name. */
  readonly name: string;
  readonly channel: ChannelSettings;
  /** Most messages an hour, and as many again that are critical. */
  readonly rateCap: number;
  readonly quietHours?: QuietHours;
  /** https URL of the folder with the runbooks. */
  readonly runbooks?: string;
}

/** Name of the secret that a channel needs; undefined when it needs none. */
export function secretOf(channel: ChannelSettings): SecretName | undefined {
  switch (channel.kind) {
    case "slack":
      return "webhook" in channel ? channel.webhook : channel.token;
    case "pagerduty":
      return channel.routingKey;
    case "webhook":
      return channel.secret;
    case "teams":
    case "discord":
      return channel.webhook;
    case "securityhub":
      return undefined;
  }
}
