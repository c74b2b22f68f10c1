import { isSecretName, type SecretName } from "../secret-name";

export interface DiscordSettings {
  readonly kind: "discord";
  readonly webhook: SecretName;
}

export function discordSettings({ webhook }: { readonly webhook?: string }): DiscordSettings | undefined {
  return isSecretName(webhook) ? { kind: "discord", webhook } : undefined;
}
