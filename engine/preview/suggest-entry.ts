import { parseAddress } from "../perimeter/address";
import { parseCidr } from "../perimeter/cidr";
import { checkPrincipalPattern } from "../perimeter/principal-pattern";
import type { AddressFacts, LookUp } from "./address-facts";
import type { Caller } from "./caller";

/** An entry of a perimeter's `allow`, by its key in palisade.yaml. */
export interface Entry {
  readonly key: "cidrs" | "vpcEndpoints" | "principals" | "awsServices";
  readonly value: string;
}

/** The entry that would let a caller in, or why none is offered. */
export type Suggestion = { readonly entry: Entry } | { readonly none: string };

/** A named network wider than this is no office's, and not proposed for one address in it. */
const WIDEST = { 4: 16, 6: 32 } as const;

const ENDPOINT = /^vpce-[0-9a-f]{1,17}$/;
const UNLISTABLE: Suggestion = { none: "the log has no name for it that could be listed" };

/** From as many addresses no list of them is ever complete. */
export const ROAMING_FROM = 8;

/**
 * What to add to `allow` for one caller. `addresses` is from how many it came. Nothing is ever wider than what was seen: the address, the
 * /64 that an IPv6 host changes within, the user's own name for a network; and nothing is offered for strangers.
 */
export function suggestEntry(caller: Caller, lookUp: LookUp, addresses: number): Suggestion {
  const { standing, actor, source, vpcEndpointId } = caller;
  if (standing === "stranger") return { none: "a stranger: list its account under trust.accounts if it is none" };
  if (standing === "unknown") return { none: "the log does not say whose account the caller is of" };
  if (standing === "aws") {
    return actor.principalArn === undefined ? entry("awsServices", "true") : principalEntry(actor.principalArn);
  }
  if (source.kind === "public") return suggestAddress(caller, lookUp(source.address), source.address, addresses);
  if (source.kind === "unparseable") return { none: "the log holds no address" };
  if (vpcEndpointId !== undefined) {
    return ENDPOINT.test(vpcEndpointId) ? entry("vpcEndpoints", vpcEndpointId) : UNLISTABLE;
  }
  return suggestPrincipal(caller) ?? { none: "the log does not name the VPC endpoint: list it under vpcEndpoints" };
}

function suggestAddress(caller: Caller, facts: AddressFacts, address: string, addresses: number): Suggestion {
  if (facts.listedAs !== undefined) return { none: `the address is on your list ${facts.listedAs}` };
  if (facts.knownNetwork === undefined && (addresses >= ROAMING_FROM || isAmazons(facts))) {
    const principal = suggestPrincipal(caller);
    if (principal) return principal;
  }
  const network = narrowEnough(facts.knownNetwork) ?? hostNetwork(address);
  return network === undefined ? { none: "no public address" } : entry("cidrs", network);
}

/** Only a role's: a user's keys that work from anywhere are what a perimeter is against. */
function suggestPrincipal({ actor, standing }: Caller): Suggestion | undefined {
  if (standing !== "own" || actor.kind !== "role" || actor.principalArn === undefined) return undefined;
  return principalEntry(actor.principalArn);
}

const known = new Map<string, Suggestion>();
/** A process that runs longer than a command must not remember every caller. */
const MOST_KNOWN = 4096;

/** A role may call from very many places. */
function principalEntry(arn: string): Suggestion {
  if (known.size >= MOST_KNOWN) known.clear();
  const suggestion = known.get(arn) ?? suggestArn(arn);
  known.set(arn, suggestion);
  return suggestion;
}

/** A log may hold anything, and a pattern would allow more than who was seen. */
function suggestArn(arn: string): Suggestion {
  return /[*?]/.test(arn) || checkPrincipalPattern(arn) !== undefined ? UNLISTABLE : entry("principals", arn);
}

function entry(key: Entry["key"], value: string): Suggestion {
  return { entry: { key, value } };
}

/** AWS gives such an address to someone else tomorrow. */
export function isAmazons({ network }: AddressFacts): boolean {
  return network !== undefined && /\bamazon\b/i.test(network);
}

function narrowEnough(network: string | undefined): string | undefined {
  if (network === undefined) return undefined;
  const parsed = parseCidr(network);
  if (!("cidr" in parsed)) return undefined;
  const prefix = Number(parsed.cidr.split("/")[1]);
  return prefix >= WIDEST[parsed.cidr.includes(":") ? 6 : 4] ? parsed.cidr : undefined;
}

/** One IPv4 address, or the /64 around an IPv6 address: hosts take a new one in it every day. */
function hostNetwork(text: string): string | undefined {
  const address = parseAddress(text);
  if (address === undefined) return undefined;
  const parsed = parseCidr(address.version === 4 ? text : `${subnet(address.words)}/64`);
  return "cidr" in parsed ? parsed.cidr : undefined;
}

function subnet([first, second]: readonly number[]): string {
  const groups = [first, second].flatMap((word = 0) => [word >>> 16, word & 0xffff]);
  return `${groups.map((group) => group.toString(16)).join(":")}::`;
}
