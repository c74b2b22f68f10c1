import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { IMPATIENT } from "../platform/impatient";
import type { ReadText } from "./aws-secrets";

/** Reads parameters of SSM, decrypted. */
export function createParameterReader(client: SSMClient = new SSMClient(IMPATIENT)): ReadText {
  return async (name) => {
    const { Parameter } = await client.send(new GetParameterCommand({ Name: name, WithDecryption: true }));
    return Parameter?.Value;
  };
}
