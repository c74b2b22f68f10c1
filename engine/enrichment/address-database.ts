import { Reader } from "mmdb-lib";
import { fieldsOf, textOf } from "../events/fields";
import { addressKind, parseAddress } from "../perimeter/address";

/** What a database knows of an address; absent where it does not. */
export interface Whereabouts {
  /** Two letters, as ISO 3166-1 has them. */
  readonly country?: string;
  /** Number of the autonomous system that the address belongs to. */
  readonly asn?: number;
  /** Who runs that. */
  readonly organization?: string;
}

export interface AddressDatabase {
  /** Undefined for what is no public address, and for addresses that the database does not know. */
  readonly find: (address: string) => Whereabouts | undefined;
}

/** Opens a MaxMind database; throws where the bytes are none. */
export function openAddressDatabase(bytes: Buffer): AddressDatabase {
  const reader = new Reader(bytes);
  const { ipVersion } = reader.metadata;
  if (ipVersion !== 4 && ipVersion !== 6) throw new Error("holds neither IPv4 nor IPv6 addresses");
  return {
    find: (text) => {
      const address = parseAddress(text);
      if (address === undefined || addressKind(address) === "private") return undefined;
      // A database of IPv4 alone answers for IPv6 all the same, at random.
      if (address.version === 6 && ipVersion === 4) return undefined;
      const found: unknown = reader.get(address.version === 4 ? dotted(address.value) : hexadecimal(address.words));
      return whereaboutsOf(found);
    },
  };
}

/** Why the bytes are no database of addresses; undefined where they are one. */
export function addressDatabaseProblem(bytes: Buffer): string | undefined {
  try {
    openAddressDatabase(bytes).find("1.1.1.1");
    return undefined;
  } catch {
    return "not a MaxMind database";
  }
}

function dotted(word: number): string {
  return [word >>> 24, (word >>> 16) & 255, (word >>> 8) & 255, word & 255].join(".");
}

function hexadecimal(words: readonly number[]): string {
  return words
    .flatMap((word) => [word >>> 16, word & 0xffff])
    .map((group) => group.toString(16))
    .join(":");
}

/** MaxMind's own names, and those of others who write its format. */
function whereaboutsOf(found: unknown): Whereabouts | undefined {
  const fields = fieldsOf(found);
  const country = countryCode(fields["country_code"]) ?? countryCode(fieldsOf(fields["country"])["iso_code"]);
  const asn = asnOf(fields["autonomous_system_number"]) ?? asnOf(fields["asn"]);
  const organization = textOf(fields["autonomous_system_organization"]) ?? textOf(fields["as_name"]);
  if (country === undefined && asn === undefined && organization === undefined) return undefined;
  return {
    ...(country !== undefined && { country }),
    ...(asn !== undefined && { asn }),
    ...(organization !== undefined && { organization }),
  };
}

/** ISO's own word for nowhere is no country. */
function countryCode(value: unknown): string | undefined {
  return typeof value === "string" && /^[A-Z]{2}$/.test(value) && value !== "ZZ" ? value : undefined;
}

function asnOf(value: unknown): number | undefined {
  const asn = typeof value === "string" ? Number(value.replace(/^AS/, "")) : value;
  return typeof asn === "number" && Number.isSafeInteger(asn) && asn > 0 ? asn : undefined;
}
