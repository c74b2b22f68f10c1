import { parseAddress } from "../perimeter/address";

/** First and last address, as one number for IPv4 or four 32-bit words for IPv6. */
export type IpRange =
  | { readonly version: 4; readonly first: number; readonly last: number }
  | { readonly version: 6; readonly first: Words; readonly last: Words };

type Words = readonly number[];

/** Reads a `cidr` filter the way EventBridge does: /0 to /31 or /127, host bits are cleared. Returns what is wrong as text. */
export function parseIpRange(cidr: string): { readonly range: IpRange } | { readonly problem: string } {
  const [address = "", bits = "", ...rest] = cidr.split("/");
  if (rest.length > 0 || !/^\d+$/.test(bits)) return { problem: "needs the form ADDRESS/PREFIX, such as 192.0.2.0/24" };
  const single = parseIp(address);
  if (single === undefined) return { problem: "does not begin with an IPv4 or IPv6 address" };
  const prefix = Number(bits);
  const longest = single.version === 4 ? 31 : 127;
  if (prefix > longest) {
    return { problem: `has a prefix longer than /${longest}, write a single address as a plain string instead` };
  }
  return { range: widen(single, prefix) };
}

/** The range of one address, or undefined when EventBridge would see mere text. */
export function parseIp(text: string): IpRange | undefined {
  const value = parseIpv4(text);
  if (value >= 0) return { version: 4, first: value, last: value };
  // An address with both colons and dots is text to EventBridge.
  if (!text.includes(":") || text.includes(".")) return undefined;
  const address = parseAddress(text);
  if (address === undefined) return undefined;
  if (address.version === 4) return { version: 4, first: address.value, last: address.value };
  return { version: 6, first: address.words, last: address.words };
}

export function isInRange(range: IpRange, text: string): boolean {
  if (range.version === 4) {
    const value = parseIpv4(text);
    if (value >= 0) return value >= range.first && value <= range.last;
  }
  const single = parseIp(text);
  if (single === undefined) return false;
  if (single.version === 4) {
    return range.version === 4 && single.first >= range.first && single.first <= range.last;
  }
  return (
    range.version === 6 && compareWords(single.first, range.first) >= 0 && compareWords(single.first, range.last) <= 0
  );
}

/** Leading zeros are decimal to EventBridge (`07` is 7), so this is laxer than the perimeter's reading. -1 if no IPv4. */
function parseIpv4(text: string): number {
  let value = 0;
  let octet = -1;
  let dots = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 46) {
      if (octet < 0 || ++dots > 3) return -1;
      value = value * 256 + octet;
      octet = -1;
    } else {
      if (code < 48 || code > 57) return -1;
      octet = (octet < 0 ? 0 : octet * 10) + code - 48;
      if (octet > 255) return -1;
    }
  }
  return dots === 3 && octet >= 0 ? value * 256 + octet : -1;
}

function widen(single: IpRange, prefix: number): IpRange {
  if (single.version === 4) {
    const size = 2 ** (32 - prefix);
    const first = Math.floor(single.first / size) * size;
    return { version: 4, first, last: first + size - 1 };
  }
  const hostMasks = single.first.map((_, index) => {
    const kept = Math.min(32, Math.max(0, prefix - 32 * index));
    return 2 ** (32 - kept) - 1;
  });
  return {
    version: 6,
    first: single.first.map((word, index) => (word & ~(hostMasks[index] as number)) >>> 0),
    last: single.first.map((word, index) => (word | (hostMasks[index] as number)) >>> 0),
  };
}

function compareWords(left: Words, right: Words): number {
  for (let index = 0; index < 4; index++) {
    const difference = (left[index] as number) - (right[index] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}
