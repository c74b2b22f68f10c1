import { parseAddress } from "../../perimeter/address";

/** First and last address of a network in the form of `address_hex`, which sorts as text. */
export interface HexRange {
  readonly low: string;
  readonly high: string;
}

const MAPPED = 0xffffn << 32n;
const ALL = (1n << 128n) - 1n;

/** The range of a canonical CIDR or a bare address; undefined for anything else. */
export function hexRangeOf(cidr: string): HexRange | undefined {
  const [text = "", suffix, ...rest] = cidr.split("/");
  const address = parseAddress(text);
  if (address === undefined || rest.length > 0) return undefined;
  // `::ffff:192.0.2.0/120` is IPv4 with a prefix of IPv6.
  const offset = address.version === 4 && !text.includes(":") ? 96 : 0;
  const prefix = suffix === undefined ? 128 : prefixOf(suffix, offset);
  if (prefix === undefined || (address.version === 4 && prefix < 96)) return undefined;
  const value =
    address.version === 4
      ? MAPPED | BigInt(address.value)
      : address.words.reduce((sum, word) => (sum << 32n) | BigInt(word), 0n);
  const host = (1n << BigInt(128 - prefix)) - 1n;
  return { low: toHex(value & (ALL ^ host)), high: toHex(value | host) };
}

function prefixOf(suffix: string, offset: number): number | undefined {
  if (!/^(0|[1-9]\d{0,2})$/.test(suffix)) return undefined;
  const prefix = Number(suffix) + offset;
  return prefix > 128 ? undefined : prefix;
}

function toHex(value: bigint): string {
  return value.toString(16).toUpperCase().padStart(32, "0");
}
