/** Hosts of SNS itself. Anybody can have a bucket or a function under amazonaws.com, so nothing may stand before `sns`. */
const HOST = /^sns\.[a-z0-9-]{1,32}\.amazonaws\.com(\.cn)?$/;
const CERTIFICATE = /^\/SimpleNotificationService-[0-9a-f]{1,64}\.pem$/;

/** The URL of a certificate that SNS signs with; undefined for any other. */
export function certificateUrl(text: string): URL | undefined {
  const url = snsUrl(text);
  return url && url.search === "" && CERTIFICATE.test(url.pathname) ? url : undefined;
}

/** The URL that confirms a subscription to that topic and does nothing else; undefined for any other. */
export function confirmationUrl(text: string, topicArn: string): URL | undefined {
  const url = snsUrl(text);
  if (url?.pathname !== "/") return undefined;
  const only = (name: string, value: string) => {
    const values = url.searchParams.getAll(name);
    return values.length === 1 && values[0] === value;
  };
  return only("Action", "ConfirmSubscription") && only("TopicArn", topicArn) ? url : undefined;
}

function snsUrl(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const { protocol, hostname, port, username, password, hash } = url;
  const isPlain = port === "" && username === "" && password === "" && hash === "";
  return protocol === "https:" && isPlain && HOST.test(hostname) ? url : undefined;
}
