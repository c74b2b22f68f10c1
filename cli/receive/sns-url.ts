import type { Partition } from "../../config/fields/partition";
import { regionsOf } from "../../config/fields/regions";

const SUFFIXES: Readonly<Record<Partition, string>> = {
  aws: "amazonaws.com",
  "aws-cn": "amazonaws.com.cn",
  "aws-us-gov": "amazonaws.com",
};

/**
 * The regions of SNS's own hosts. Whole names of known regions: with a bucket named `sns`, `sns.s3.amazonaws.com` is anyone's, and so is
 * whatever a function or a load balancer may be called.
 */
const REGION_OF_HOST: ReadonlyMap<string, string> = new Map(
  (Object.keys(SUFFIXES) as Partition[]).flatMap((partition) =>
    regionsOf(partition).map((region) => [`sns.${region}.${SUFFIXES[partition]}`, region]),
  ),
);

const CERTIFICATE = /^\/SimpleNotificationService-[0-9a-f]{1,64}\.pem$/;

/** The URL of a certificate that SNS signs with in some region; undefined for any other. */
export function certificateUrl(text: string): URL | undefined {
  const url = snsUrl(text);
  return url && url.search === "" && CERTIFICATE.test(url.pathname) ? url : undefined;
}

/** The URL that confirms a subscription to that topic and does nothing else; undefined for any other. */
export function confirmationUrl(text: string, topicArn: string): URL | undefined {
  const url = snsUrl(text);
  if (url?.pathname !== "/" || !isInRegionOf(topicArn, url)) return undefined;
  const only = (name: string, value: string) => {
    const values = url.searchParams.getAll(name);
    return values.length === 1 && values[0] === value;
  };
  return only("Action", "ConfirmSubscription") && only("TopicArn", topicArn) ? url : undefined;
}

/** Whether a URL of SNS is of the region in which the topic is: no other signs for it. */
export function isInRegionOf(topicArn: string, { hostname }: URL): boolean {
  const region = REGION_OF_HOST.get(hostname);
  return region !== undefined && region === topicArn.split(":")[3];
}

function snsUrl(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const { protocol, hostname, port, username, password, hash } = url;
  const isPlain = port === "" && username === "" && password === "" && hash === "";
  return protocol === "https:" && isPlain && REGION_OF_HOST.has(hostname) ? url : undefined;
}
