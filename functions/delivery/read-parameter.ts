import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { FAIL_FAST } from "../platform/fail-fast";
import type { ReadText } from "./aws-secrets";

/** Reads parameters of SSM, decrypted. */
export function createParameterReader(client: SSMClient = new SSMClient(FAIL_FAST)): ReadText {
  return async (name) => {
    const { Parameter } = await client.send(new GetParameterCommand({ Name: name, WithDecryption: true }));
    return Parameter?.Value;
  };
}
