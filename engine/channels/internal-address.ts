import { BlockList, isIP } from "node:net";

/** Loopback, private, link-local, shared, documentation, benchmark, multicast and reserved: nothing of the public internet. */
const INTERNAL_V4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/3",
];

/** Within what is global: Teredo and other protocols, documentation, and 6to4, which carries an IPv4 address. */
const INTERNAL_V6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"];

/** The only part of IPv6 that is given out to the internet. */
const GLOBAL_V6 = "2000::/3";

const internal = listOf([...INTERNAL_V4, ...INTERNAL_V6]);
const globalV6 = listOf([GLOBAL_V6]);

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = "", prefix] = network.split("/");
    list.addSubnet(address, Number(prefix), isIP(address) === 4 ? "ipv4" : "ipv6");
  }
  return list;
}

/** Whether an address is none of the public internet, so that no alert goes there. What is no address counts as internal. */
export function isInternalAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return internal.check(address, "ipv4");
  return version !== 6 || !globalV6.check(address, "ipv6") || internal.check(address, "ipv6");
}

/** Names that resolve inside, or nowhere, wherever they are looked up. */
const INTERNAL_NAME =
  /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|private|localdomain|arpa|invalid|test)$/i;

/** Whether a URL's host, as `URL.hostname` has it, is known to be inside without looking it up. */
export function isInternalHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  if (isIP(host) > 0) return isInternalAddress(host);
  return !host.includes(".") || INTERNAL_NAME.test(host);
}
