/** An IP address as numbers: one 32-bit word for IPv4, four for IPv6, most significant first. */
export type Address =
  | { readonly version: 4; readonly value: number }
  | { readonly version: 6; readonly words: readonly [number, number, number, number] };

const DOT = 46;
const COLON = 58;
const ZERO = 48;

/**
 * Four decimal parts and nothing else: no octal, hex or short forms, no leading zeros, which other parsers read in different ways.
 * Answers -1 when `text` between `start` and its end is no such address, else an unsigned 32-bit number.
 */
export function parseIPv4Word(text: string, start = 0): number {
  const end = text.length;
  if (end - start > 15) return -1;
  let word = 0;
  let part = 0;
  let digits = 0;
  let dots = 0;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === DOT) {
      if (digits === 0 || ++dots > 3) return -1;
      word = word * 256 + part;
      part = 0;
      digits = 0;
      continue;
    }
    const digit = code - ZERO;
    if (digit < 0 || digit > 9 || (digits > 0 && part === 0)) return -1;
    part = part * 10 + digit;
    digits++;
    if (part > 255) return -1;
  }
  return dots === 3 && digits > 0 ? word * 256 + part : -1;
}

function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

/** Reads RFC 4291 text into `groups` (eight 16-bit numbers); zone ids are refused. Answers false when it is no IPv6 address. */
export function parseIPv6Groups(text: string, groups: Uint16Array): boolean {
  const end = text.length;
  if (end < 2 || end > 45) return false;
  let count = 0;
  let gap = -1;
  let i = 0;
  if (text.charCodeAt(0) === COLON) {
    if (text.charCodeAt(1) !== COLON) return false;
    gap = 0;
    i = 2;
  }
  while (i < end) {
    if (count === 8) return false;
    const start = i;
    let value = 0;
    while (i < end) {
      const digit = hexDigit(text.charCodeAt(i));
      if (digit < 0) break;
      value = value * 16 + digit;
      if (i - start >= 4) return false;
      i++;
    }
    if (i < end && text.charCodeAt(i) === DOT) {
      const word = parseIPv4Word(text, start);
      if (word < 0 || count > 6) return false;
      groups[count++] = word >>> 16;
      groups[count++] = word & 0xffff;
      i = end;
      break;
    }
    if (i === start) return false;
    groups[count++] = value;
    if (i === end) break;
    if (text.charCodeAt(i) !== COLON) return false;
    i++;
    if (i < end && text.charCodeAt(i) === COLON) {
      if (gap >= 0) return false;
      gap = count;
      i++;
    } else if (i === end) return false;
  }
  if (gap < 0) return count === 8;
  if (count === 8) return false;
  const tail = count - gap;
  for (let k = 0; k < tail; k++) groups[7 - k] = groups[count - 1 - k] as number;
  for (let k = gap; k < 8 - tail; k++) groups[k] = 0;
  return true;
}

/** True for `::ffff:0:0/96`, IPv4 addresses in IPv6 clothes. */
export function isMapped(groups: Uint16Array): boolean {
  return (
    groups[5] === 0xffff && groups[0] === 0 && groups[1] === 0 && groups[2] === 0 && groups[3] === 0 && groups[4] === 0
  );
}

/** An address in its one true form (`::ffff:192.0.2.1` is IPv4), or undefined when the text is none. */
export function parseAddress(text: string): Address | undefined {
  const word = parseIPv4Word(text);
  if (word >= 0) return { version: 4, value: word };
  const groups = new Uint16Array(8);
  if (!parseIPv6Groups(text, groups)) return undefined;
  const at = (i: number) => (((groups[i] as number) << 16) | (groups[i + 1] as number)) >>> 0;
  if (isMapped(groups)) return { version: 4, value: at(6) };
  return { version: 6, words: [at(0), at(2), at(4), at(6)] };
}

/** IPv4 networks that no request from the internet can come from. */
const PRIVATE_V4: readonly (readonly [base: number, prefix: number])[] = [
  [0x00000000, 8], // this network
  [0x0a000000, 8],
  [0x64400000, 10], // carrier NAT
  [0x7f000000, 8], // loopback
  [0xa9fe0000, 16], // link-local
  [0xac100000, 12],
  [0xc0000000, 24], // protocol assignments
  [0xc0a80000, 16],
  [0xc6120000, 15], // benchmarks
  [0xe0000000, 3], // multicast and reserved
];

/**
 * Whether an address can appear as `aws:SourceIp`, which holds public addresses only. Of IPv6 only 2000::/3 was ever given out for global
 * use. Documentation networks count as public, so that examples behave like the real thing.
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry
 */
export function addressKind(address: Address): "public" | "private" {
  if (address.version === 6) return address.words[0] >>> 29 === 0b001 ? "public" : "private";
  const isPrivate = PRIVATE_V4.some(([base, prefix]) => address.value >>> (32 - prefix) === base >>> (32 - prefix));
  return isPrivate ? "private" : "public";
}
