import { sourceIpsOf } from "../detections/engine/match-names";
import { listInWords } from "../detections/facts/list-in-words";
import { parseAddress } from "../perimeter/address";
import { AddressSet } from "../perimeter/address-set";
import { type Enricher, NOTHING_KNOWN } from "./enricher";

/** Networks by name; the label is that of the row with the names that fit. */
export function createNamedNetworks(
  label: "Known as" | "Listed as",
  networks: Readonly<Record<string, readonly string[]>>,
): Enricher {
  let sets: readonly (readonly [name: string, set: AddressSet])[] | undefined;
  return {
    name: label === "Known as" ? "networks" : "lists",
    enrich: (match) => {
      const sourceIps = sourceIpsOf(match);
      if (sourceIps.length === 0) return NOTHING_KNOWN;
      // Lists may be long, and most functions that start see no alert.
      sets ??= Object.entries(networks).map(([name, cidrs]) => [name, AddressSet.of(cidrs)] as const);
      const names = sets.flatMap(([name, set]) => {
        const inside = sourceIps.filter((one) => set.has(one));
        if (inside.length === 0) return [];
        // That one of several addresses is known says nothing of the others.
        return [sourceIps.length === 1 ? name : `${name} (${listInWords(inside)})`];
      });
      return names.length === 0 ? NOTHING_KNOWN : { rows: [{ label, value: names.join(", ") }] };
    },
  };
}

/** Whether a text is an address or a network that says something: private ones may, all addresses do not. */
export function isNetwork(text: string): boolean {
  const [host = "", prefix, ...rest] = text.split("/");
  if (parseAddress(host) === undefined || rest.length > 0) return false;
  return prefix === undefined || (/^[1-9]\d{0,2}$/.test(prefix) && Number(prefix) <= (host.includes(":") ? 128 : 32));
}
