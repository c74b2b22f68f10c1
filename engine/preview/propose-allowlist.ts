import { type Address, parseAddress } from "../perimeter/address";
import { AddressSet } from "../perimeter/address-set";
import { aggregateCidrs } from "../perimeter/aggregate";
import { type AddressFacts, type LookUp, NO_FACTS } from "./address-facts";
import { type Caller, placeOf } from "./caller";
import { type Assessment, assess, type Confidence, type Evidence } from "./confidence";
import { cutOff, type Preview } from "./preview";
import { DAY_MS } from "./request-group";
import { type Entry, type Suggestion, suggestEntry } from "./suggest-entry";

/** One entry to add to a perimeter's `allow`. */
export interface Proposal extends Assessment {
  readonly perimeter: string;
  readonly entry: Entry;
  /** Those whom it would allow. */
  readonly callers: readonly Caller[];
}

/** What would allow those who are cut off, as far as it is offered. */
export interface ProposedAllowlist {
  /** Most trustworthy first. */
  readonly entries: readonly Proposal[];
  /** For each who is cut off: its entry, or why there is none. */
  readonly suggestions: ReadonlyMap<Caller, Suggestion>;
}

const BY_CONFIDENCE: readonly Confidence[] = ["high", "medium", "low"];

/** `until` is the time of the logs' last record. */
export function proposeAllowlist(result: Preview, lookUp: LookUp, until: number): ProposedAllowlist {
  const callers = cutOff(result);
  const addresses = addressesByActor(callers);
  const suggestions = new Map(
    callers.map((caller) => [caller, suggestEntry(caller, lookUp, addresses.get(caller.actor.id)?.size ?? 0)]),
  );
  const strangers = strangersByPlace(result);
  const lastDay = Math.floor(until / DAY_MS);
  const groups = new Map<string, Evidence & { perimeter: string; callers: Caller[] }>();
  for (const [caller, suggestion] of suggestions) {
    if (!("entry" in suggestion)) continue;
    const { entry } = suggestion;
    const key = JSON.stringify([caller.perimeter, entry.key, entry.value]);
    const group = groups.get(key) ?? {
      perimeter: caller.perimeter,
      entry,
      callers: [],
      facts: [],
      strangers: [],
      lastDay,
    };
    group.callers.push(caller);
    groups.set(key, group);
  }
  const complete = [...groups.values()].map((group) => withContext(group, lookUp, strangers));
  return { entries: mergeNeighbours(complete.map((one) => ({ ...one, ...assess(one) }))), suggestions };
}

type Candidate = Evidence & Assessment & { readonly perimeter: string };

function withContext<E extends Evidence>(
  evidence: E,
  lookUp: LookUp,
  strangers: ReadonlyMap<string, readonly Caller[]>,
): E {
  const places = [...new Set(evidence.callers.map(placeOf))];
  return {
    ...evidence,
    facts: evidence.entry.key === "cidrs" ? evidence.callers.map((caller) => factsOf(caller, lookUp)) : [],
    strangers: evidence.entry.key === "principals" ? [] : places.flatMap((place) => strangers.get(place) ?? []),
  };
}

export function factsOf({ source }: Caller, lookUp: LookUp): AddressFacts {
  return source.kind === "public" ? lookUp(source.address) : NO_FACTS;
}

/** From which addresses each caller came, over all buckets. */
function addressesByActor(callers: readonly Caller[]): ReadonlyMap<string, ReadonlySet<string>> {
  const places = new Map<string, Set<string>>();
  for (const { actor, source } of callers) {
    if (source.kind !== "public") continue;
    const known = places.get(actor.id) ?? new Set();
    places.set(actor.id, known.add(source.address));
  }
  return places;
}

/** Strangers whom the perimeters deny, by where they call from. */
function strangersByPlace({ denied }: Preview): ReadonlyMap<string, readonly Caller[]> {
  const places = new Map<string, Caller[]>();
  for (const caller of denied) {
    if (caller.standing !== "stranger") continue;
    const place = placeOf(caller);
    places.set(place, [...(places.get(place) ?? []), caller]);
  }
  return places;
}

/** Networks that are as trustworthy as their neighbours become one, which covers exactly the same addresses. */
function mergeNeighbours(candidates: readonly Candidate[]): readonly Proposal[] {
  const others = candidates.filter(({ entry }) => entry.key !== "cidrs");
  const networks = candidates.filter(({ entry }) => entry.key === "cidrs");
  const alike = new Map<string, Candidate[]>();
  for (const one of networks) {
    const key = JSON.stringify([one.perimeter, one.confidence]);
    alike.set(key, [...(alike.get(key) ?? []), one]);
  }
  const merged = [...alike.values()].flatMap(mergeAlike);
  return [...merged, ...others.map(proposalOf)].toSorted(
    (a, b) =>
      BY_CONFIDENCE.indexOf(a.confidence) - BY_CONFIDENCE.indexOf(b.confidence) || b.callers.length - a.callers.length,
  );
}

function mergeAlike(candidates: readonly Candidate[]): readonly Proposal[] {
  const left = candidates
    .map((one) => ({ one, address: parseAddress(one.entry.value.split("/")[0] ?? "") }))
    .toSorted((a, b) => compareAddresses(a.address, b.address))
    .map(({ one }) => one);
  return aggregateCidrs(left.map(({ entry }) => entry.value)).map((value) => {
    const { has } = memberOf(value);
    let count = 0;
    while (count < left.length && has((left[count] as Candidate).entry.value)) count++;
    return proposalOf(join(left.splice(0, count), value));
  });
}

function memberOf(cidr: string): { readonly has: (network: string) => boolean } {
  const set = AddressSet.of([cidr]);
  return { has: (network) => set.has(network.split("/")[0] ?? "") };
}

function join(candidates: readonly Candidate[], value: string): Candidate {
  const [first, ...rest] = candidates as readonly [Candidate, ...Candidate[]];
  if (rest.length === 0) return first;
  const evidence: Evidence = {
    ...first,
    entry: { key: "cidrs", value },
    callers: candidates.flatMap(({ callers }) => callers),
    facts: candidates.flatMap(({ facts }) => facts),
    strangers: candidates.flatMap(({ strangers }) => strangers),
  };
  // Together they may look better than each does alone, which they are not.
  return { ...first, ...evidence, reasons: assess(evidence).reasons };
}

function proposalOf({ perimeter, entry, callers, confidence, reasons }: Candidate): Proposal {
  return { perimeter, entry, callers, confidence, reasons };
}

function compareAddresses(a: Address | undefined, b: Address | undefined): number {
  const numbers = (address: Address | undefined) =>
    address === undefined ? [] : address.version === 4 ? [4, address.value] : [6, ...address.words];
  const [left, right] = [numbers(a), numbers(b)];
  for (let i = 0; i < left.length; i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
