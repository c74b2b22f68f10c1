/** `ssm:<name of a SecureString>` or `secretsmanager:<name>`: where a secret is, never the secret. */
export type SecretName = `ssm:${string}` | `secretsmanager:${string}`;

export function isSecretName(text: string | undefined): text is SecretName {
  return text !== undefined && /^(?:ssm|secretsmanager):./.test(text);
}
