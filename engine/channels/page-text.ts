/** The step that stores a secret as an SSM parameter. */
export function putParameter(name: string): string {
  return `Keep it out of your shell's history: \`read -rs S && aws ssm put-parameter --type SecureString --name ${name} --value "$S"\`.`;
}

/** The step that stores a secret in Secrets Manager. */
export function putSecret(name: string): string {
  return `Keep it out of your shell's history: \`read -rs S && aws secretsmanager create-secret --name ${name} --secret-string "$S"\`.`;
}

/** The step that adds the channel to the configuration. */
export function addChannel(line: string): string {
  return `In \`palisade.yaml\`, under \`channels\`: \`${line}\`.`;
}

/** JSON for reading: what cannot be seen or turns text around is written as an escape, which means the same. */
export function prettyJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(/\p{Cf}/gu, (char) =>
    Array.from({ length: char.length }, (_, unit) => `\\u${char.charCodeAt(unit).toString(16).padStart(4, "0")}`).join(
      "",
    ),
  );
}

export function folded(summary: string, language: string, text: string): string {
  return [`<details><summary>${summary}</summary>`, "", `\`\`\`${language}\n${text}\n\`\`\``, "", "</details>"].join(
    "\n",
  );
}

/** Where the runbooks of the examples are. */
export const EXAMPLE_LINKS = { runbookBase: "https://docs.example.com/runbooks" };
