import type { SecretName } from "@palisade/engine/channels/secret-name";
import { type FetchSecret, MissingSecretError } from "./secrets";

/** Reads the text under a name; undefined where there is none. Throws what the client throws. */
export type ReadText = (name: string) => Promise<string | undefined>;

/** Errors that say that there is nothing to read, by name. */
const GONE: ReadonlySet<string> = new Set([
  "ParameterNotFound",
  "ResourceNotFoundException",
  "InvalidRequestException",
]);

/**
 * Reads secrets from SSM's SecureStrings and from Secrets Manager. A channel needs one of the two, so each reader is loaded when it is
 * first asked, and a cold start is spared the other.
 */
export function createAwsSecrets(
  load: Readonly<Record<"ssm" | "secretsManager", () => Promise<ReadText>>>,
): FetchSecret {
  return async (name) => {
    const readText = await (name.startsWith("ssm:") ? load.ssm() : load.secretsManager());
    const text = await readText(idOf(name)).catch((error: unknown) => {
      if (error instanceof Error && GONE.has(error.name)) throw new MissingSecretError(`secret ${name} does not exist`);
      throw error;
    });
    if (text === undefined) throw new MissingSecretError(`secret ${name} holds no text`);
    return text;
  };
}

function idOf(name: SecretName): string {
  return name.slice(name.indexOf(":") + 1);
}
