import * as ipaddr from "ipaddr.js";
import { addressKind, parseAddress } from "./address";

/** A canonical network, or what is wrong with the text and how to mend it. */
export type CidrResult = { readonly cidr: string } | { readonly problem: string; readonly fix: string };

const EXAMPLE = "write an address or a network such as 203.0.113.0/24 or 2001:db8::/32";

function refuse(problem: string, fix = EXAMPLE): CidrResult {
  return { problem, fix };
}

function parseHost(host: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  if (host.includes(":")) return ipaddr.IPv6.isValid(host) && !host.includes("%") ? ipaddr.IPv6.parse(host) : undefined;
  // ipaddr.js alone would also read "10.5", "0x0a000005" and "167772165", and 010.0.0.1 as 8.0.0.1.
  return ipaddr.IPv4.isValidFourPartDecimal(host) && !/(^|\.)0\d/.test(host) ? ipaddr.IPv4.parse(host) : undefined;
}

/**
 * Reads one entry of an allowlist as `aws:SourceIp` takes it: an address or a network, without host bits, public, and narrower than the
 * whole internet. A bare address becomes `/32` or `/128`; IPv4-mapped IPv6 becomes IPv4.
 */
export function parseCidr(text: string): CidrResult {
  const [host = "", suffix, ...rest] = text.trim().split("/");
  const parsed = parseHost(host);
  if (!parsed || rest.length > 0) return refuse("not an IP address or network");
  const width = parsed.kind() === "ipv4" ? 32 : 128;
  const prefix = suffix === undefined ? width : /^\d{1,3}$/.test(suffix) ? Number(suffix) : -1;
  if (prefix < 0 || prefix > width) {
    return refuse(`not a prefix length: expected 1 to ${width}`, `write ${host}/${width} for the single address`);
  }
  if (prefix === 0) {
    return refuse("lets the whole internet in", "name your own networks; for no perimeter at all leave the bucket out");
  }
  return normalise(parsed, prefix);
}

function normalise(parsed: ipaddr.IPv4 | ipaddr.IPv6, prefix: number): CidrResult {
  if (parsed instanceof ipaddr.IPv6 && parsed.isIPv4MappedAddress()) {
    if (prefix >= 97) return normalise(parsed.toIPv4Address(), prefix - 96);
    return refuse("an IPv4-mapped network wider than one IPv4 network", "write the IPv4 network itself");
  }
  const address = parsed instanceof ipaddr.IPv6 ? parsed.toRFC5952String() : parsed.toString();
  const network = networkOf(parsed, prefix);
  if (network !== address)
    return refuse("has host bits set", `write ${network}/${prefix}, or ${address} for the single address`);
  const own = parseAddress(address);
  if (!own || addressKind(own) === "private") {
    return refuse(
      "a private range, and aws:SourceIp only ever holds public addresses",
      "list the VPC or the VPC endpoint under vpcs or vpcEndpoints instead",
    );
  }
  return { cidr: `${address}/${prefix}` };
}

function networkOf(address: ipaddr.IPv4 | ipaddr.IPv6, prefix: number): string {
  const cidr = `${address.toString()}/${prefix}`;
  return address instanceof ipaddr.IPv6
    ? ipaddr.IPv6.networkAddressFromCIDR(cidr).toRFC5952String()
    : ipaddr.IPv4.networkAddressFromCIDR(cidr).toString();
}
