/** One HTTP request to a channel, POST; its URL and headers may hold secrets, so neither belongs in a log or an error. */
export interface ChannelRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** A service of AWS takes only what its caller signed. The sender signs the request; the engine has no credentials. */
  readonly signFor?: { readonly service: string; readonly region: string };
}

/** What receivers see in their logs. */
const USER_AGENT = "Palisade";

export function jsonRequest(
  url: string,
  body: string | object,
  headers: Readonly<Record<string, string>> = {},
): ChannelRequest {
  return {
    url,
    headers: { "content-type": "application/json; charset=utf-8", "user-agent": USER_AGENT, ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  };
}
