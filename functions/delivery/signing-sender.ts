import type { Send } from "@palisade/engine/channels/sent";
import { type AwsCredentials, signedHeaders } from "../platform/sign-request";

export interface SigningSenderOptions {
  readonly send: Send;
  /** Asked for each request that has to be signed. */
  readonly credentials: () => AwsCredentials | Promise<AwsCredentials>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Signs what goes to a service of AWS, and sends everything else as it is. */
export function createSigningSender({ send, credentials, now }: SigningSenderOptions): Send {
  return async ({ signFor, ...request }) => {
    if (signFor === undefined) return send(request);
    const { url, headers, body } = request;
    const signing = { ...signFor, credentials: await credentials(), now: now() };
    return send({ url, headers: await signedHeaders({ method: "POST", url, headers, body }, signing), body });
  };
}
