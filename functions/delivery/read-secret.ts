import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { FAIL_FAST } from "../platform/fail-fast";
import type { ReadText } from "./aws-secrets";

/** Reads current versions of texts in Secrets Manager. */
export function createSecretReader(client: SecretsManagerClient = new SecretsManagerClient(FAIL_FAST)): ReadText {
  return async (name) => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: name }));
    return SecretString;
  };
}
