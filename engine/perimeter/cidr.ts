import * as ipaddr from "ipaddr.js";
import { addressKind, parseAddress } from "./address";

/** A canonical network, or what is wrong with the text and how to mend it. */
export type CidrResult = { readonly cidr: string } | { readonly problem: string; readonly fix: string };

const EXAMPLE = "write an address or a network such as 203.0.113.0/24 or 2001:db8::/32";

/** No single organisation holds a network with a shorter prefix; two of `/1` would be the whole internet. */
const SHORTEST_PREFIX = { ipv4: 8, ipv6: 16 } as const;

/**
 * Reads one entry of an allowlist as `aws:SourceIp` takes it: an address or a network, without host bits, public, and no wider than one
 * organisation's. A bare address becomes `/32` or `/128`; IPv6 is written as RFC 5952 says; IPv4-mapped IPv6 becomes IPv4.
 */
export function parseCidr(text: string): CidrResult {
  const [host = "", suffix, ...rest] = text.trim().split("/");
  const address = parseHost(host);
  if (address === undefined || rest.length > 0) return refuse("not an IP address or network");
  const width = address.kind() === "ipv4" ? 32 : 128;
  const prefix = suffix === undefined ? width : parsePrefix(suffix, width);
  if (prefix === undefined) {
    return refuse(
      `${JSON.stringify(suffix)} is no prefix length of ${width === 32 ? "IPv4" : "IPv6"}, expected a number up to ${width}`,
      `write ${host}/${width} for the single address`,
    );
  }
  return checkNetwork(address, prefix);
}

function parseHost(host: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  const strict = parseAddress(host);
  if (strict === undefined) return undefined;
  const address = ipaddr.parse(host);
  // ipaddr.js alone would also read 10.5, 0x0a000005, 167772165, zone ids, 010.0.0.1 as 8.0.0.1, and ::203.0.113.7 as IPv4.
  const isRead = JSON.stringify(parseAddress(address.toString())) === JSON.stringify(strict);
  return isRead ? address : undefined;
}

function parsePrefix(suffix: string, width: number): number | undefined {
  return /^(0|[1-9]\d{0,2})$/.test(suffix) && Number(suffix) <= width ? Number(suffix) : undefined;
}

function checkNetwork(address: ipaddr.IPv4 | ipaddr.IPv6, prefix: number): CidrResult {
  if (prefix === 0) return wholeInternet();
  if (address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress()) {
    if (prefix >= 96) return checkNetwork(address.toIPv4Address(), prefix - 96);
    return refuse(
      "an IPv4-mapped network wider than all of IPv4",
      "write the IPv4 network itself, as in 203.0.113.0/24",
    );
  }
  const { network, last } = boundsOf(address, prefix);
  const cidr = `${network}/${prefix}`;
  if (network !== canonical(address)) {
    return refuse("has host bits set", `write ${cidr}, or ${canonical(address)} for the single address`);
  }
  if (isPrivate(network) && isPrivate(last)) {
    return refuse(
      "a private or reserved range, and aws:SourceIp only ever holds public addresses",
      "list the VPC or the VPC endpoint under vpcs or vpcEndpoints instead",
    );
  }
  const shortest = SHORTEST_PREFIX[address.kind()];
  if (prefix < shortest) {
    return refuse(`wider than /${shortest}, which no organisation has for itself`, "name your own networks");
  }
  return { cidr };
}

function wholeInternet(): CidrResult {
  return refuse("lets the whole internet in", "name your own networks; for no perimeter at all leave the bucket out");
}

function refuse(problem: string, fix = EXAMPLE): CidrResult {
  return { problem, fix };
}

function isPrivate(text: string): boolean {
  const address = parseAddress(text);
  return address !== undefined && addressKind(address) === "private";
}

function boundsOf(address: ipaddr.IPv4 | ipaddr.IPv6, prefix: number): { network: string; last: string } {
  const cidr = `${address.toString()}/${prefix}`;
  const family = address instanceof ipaddr.IPv6 ? ipaddr.IPv6 : ipaddr.IPv4;
  return {
    network: canonical(family.networkAddressFromCIDR(cidr)),
    last: canonical(family.broadcastAddressFromCIDR(cidr)),
  };
}

function canonical(address: ipaddr.IPv4 | ipaddr.IPv6): string {
  return address instanceof ipaddr.IPv6 ? address.toRFC5952String() : address.toString();
}
