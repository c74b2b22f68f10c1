import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { IMPATIENT } from "../platform/impatient";
import type { ReadText } from "./aws-secrets";

/** Reads current versions of texts in Secrets Manager. */
export function createSecretReader(client: SecretsManagerClient = new SecretsManagerClient(IMPATIENT)): ReadText {
  return async (name) => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: name }));
    return SecretString;
  };
}
