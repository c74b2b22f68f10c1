import { isBelow } from "@palisade/engine/channels/host-names";
import { isInternalHost } from "@palisade/engine/channels/internal-address";
import { VENDORS } from "@palisade/engine/channels/registry";
import type { Faults } from "../yaml/faults";
import { holdsSecret, isPastedSecret } from "../yaml/redact";
import type { YamlPath } from "../yaml/yaml-source";

/** Names of a query that carry a secret, besides those that say so. */
const SIGNATURE = /^(?:sig|signature|code|key|auth)$/i;

/** Reports an address of the kind `webhook` that no alert could be sent to, and warns of one that anyone who reads it may send to. */
export function checkWebhookUrl(text: string, at: YamlPath, faults: Faults): void {
  if (!URL.canParse(text)) {
    faults.add(at, "not a URL, got {got}, expected a URL such as https://soc.example.com/hook, fix: correct it");
    return;
  }
  const url = new URL(text);
  const host = url.hostname.replace(/[.]$/, "");
  const vendor = Object.values(VENDORS).find(({ hosts }) => isBelow(host, hosts.ownMessagesOnly));
  if (url.username !== "" || url.password !== "") {
    faults.add(
      at,
      "a password in the URL, got one, expected none, fix: leave it out; the receiver checks the signature",
    );
  } else if (isInternalHost(url.hostname)) {
    faults.add(at, "points inside, got {got}, expected a host of the internet, fix: name one that others resolve, too");
  } else if (vendor !== undefined) {
    const [keys = []] = vendor.keySets;
    const instead = `{kind: ${vendor.kind}, ${keys.map((key) => `${key}: ssm:/palisade/${vendor.kind}`).join(", ")}}`;
    faults.add(
      at,
      `a vendor that takes its own messages only, got {got}, expected the vendor's kind, fix: write ${instead} and keep the secret there`,
    );
  } else if (mayHoldSecret(url)) {
    faults.warn(
      at,
      "may hold a secret, got {got}, expected an address that anyone may know, fix: leave it out, since the receiver checks the signature by secret; what is written here is in the function's code, too",
    );
  }
}

function mayHoldSecret({ pathname, searchParams }: URL): boolean {
  const values = [...pathname.split("/"), ...searchParams.values()];
  return (
    values.some(isPastedSecret) || [...searchParams.keys()].some((name) => holdsSecret(name) || SIGNATURE.test(name))
  );
}
