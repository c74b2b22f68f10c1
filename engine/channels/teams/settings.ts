import { isSecretName, type SecretName } from "../secret-name";

/** The URL of a workflow or a connector. */
export interface TeamsSettings {
  readonly kind: "teams";
  readonly webhook: SecretName;
}

export function teamsSettings({ webhook }: { readonly webhook?: string }): TeamsSettings | undefined {
  return isSecretName(webhook) ? { kind: "teams", webhook } : undefined;
}
