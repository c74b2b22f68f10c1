import type { Enricher } from "@palisade/engine/enrichment/enricher";
import type { Match } from "@palisade/engine/incidents/incident";
import { AddressSet } from "@palisade/engine/perimeter/address-set";
import { type AddressFacts, type LookUp, NO_FACTS } from "@palisade/engine/preview/address-facts";
import { offlineEnrichers } from "@palisade/functions/alerts/deployed-enrich";
import { enrichmentFiles } from "../../config/derived/enrichment-files";
import type { EnrichConfig } from "../../config/sections/enrich";

/** Looks addresses up as alerts do, by the named networks, lists and databases of palisade.yaml; no one is asked. */
export async function openAddressBook(config: EnrichConfig | undefined, addresses: Iterable<string>): Promise<LookUp> {
  if (config === undefined) return () => NO_FACTS;
  const log = () => undefined;
  const enrichers = offlineEnrichers(enrichmentFiles(config).settings, config.databases, { log });
  const smallest = createSmallestNetwork(config.networks);
  const known = new Map<string, AddressFacts>();
  for (const address of new Set(addresses)) {
    known.set(address, { ...(await factsOf(address, enrichers)), knownNetwork: smallest(address) });
  }
  return (address) => known.get(address) ?? NO_FACTS;
}

async function factsOf(address: string, enrichers: readonly Enricher[]): Promise<AddressFacts> {
  const rows = new Map<string, string>();
  for (const { enrich } of enrichers) {
    for (const { label, value } of (await enrich(matchFrom(address))).rows) rows.set(label, value);
  }
  return {
    knownAs: rows.get("Known as"),
    knownNetwork: undefined,
    listedAs: rows.get("Listed as"),
    country: rows.get("Country"),
    network: rows.get("Network"),
  };
}

/** Of a match these enrichers read the address. */
function matchFrom(sourceIp: string): Match {
  return {
    detection: "preview",
    title: "",
    severity: "informational",
    summary: "",
    dedupKey: "",
    eventId: "",
    time: 0,
    event: "",
    actor: "",
    actorKind: "",
    sourceIp,
  };
}

function createSmallestNetwork(networks: EnrichConfig["networks"]): (address: string) => string | undefined {
  const sets = Object.values(networks)
    .flat()
    .map((cidr) => ({ cidr: withPrefix(cidr), set: AddressSet.of([cidr]) }))
    .toSorted((a, b) => prefixOf(b.cidr) - prefixOf(a.cidr));
  return (address) => sets.find(({ set }) => set.has(address))?.cidr;
}

function withPrefix(network: string): string {
  return network.includes("/") ? network : `${network}/${network.includes(":") ? 128 : 32}`;
}

function prefixOf(cidr: string): number {
  return Number(cidr.split("/")[1]);
}
