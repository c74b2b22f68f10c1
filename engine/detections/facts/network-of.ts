import { parseAddress } from "../../perimeter/address";

/**
 * The network that an address most likely shares with its provider's other customers: the /16 of an IPv4 address, the /32 of an IPv6
 * one. Coarse, but it needs no database, and a commuter's phone seldom leaves it. Undefined for what is no address.
 */
export function networkOf(text: string): string | undefined {
  const address = parseAddress(text);
  if (address === undefined) return undefined;
  if (address.version === 4) return `${address.value >>> 24}.${(address.value >>> 16) & 255}.0.0/16`;
  const [head] = address.words;
  return `${(head >>> 16).toString(16)}:${(head & 0xffff).toString(16)}::/32`;
}
