import { sourceIpsOf } from "../detections/engine/match-names";
import { listInWords } from "../detections/facts/list-in-words";
import type { AddressDatabase, Whereabouts } from "./address-database";
import { countryInWords } from "./country-in-words";
import { type Enricher, NOTHING_KNOWN, type Row } from "./enricher";

/** More than this no alert needs to name. */
const MOST_VALUES = 10;

/** Country and network of the caller's address, or of all callers' addresses. The databases are opened at the first alert that has one. */
export function createWhereabouts(open: () => Promise<readonly AddressDatabase[]>): Enricher {
  let opening: Promise<readonly AddressDatabase[]> | undefined;
  return {
    name: "geo",
    enrich: async (match) => {
      const sourceIps = sourceIpsOf(match);
      if (sourceIps.length === 0) return NOTHING_KNOWN;
      opening ??= open();
      const databases = await opening;
      const all = sourceIps.map((sourceIp) => databases.flatMap((database) => database.find(sourceIp) ?? []));
      return { rows: [...rowOf("Country", all, countryOf), ...rowOf("Network", all, networkOf)] };
    },
  };
}

/** Of each address what the first database knows; of several what differs. */
function rowOf(
  label: string,
  all: readonly (readonly Whereabouts[])[],
  partOf: (found: Whereabouts) => string | undefined,
): readonly Row[] {
  const values = all.flatMap((found) => found.map(partOf).find((value) => value !== undefined) ?? []);
  return values.length === 0 ? [] : [{ label, value: listInWords([...new Set(values)], MOST_VALUES) }];
}

function countryOf({ country }: Whereabouts): string | undefined {
  return country && countryInWords(country);
}

function networkOf({ asn, organization }: Whereabouts): string | undefined {
  const parts = [...(asn === undefined ? [] : [`AS${asn}`]), ...(organization === undefined ? [] : [organization])];
  return parts.length === 0 ? undefined : parts.join(" ");
}
