import type { AddressDatabase, Whereabouts } from "./address-database";
import { countryInWords } from "./country-in-words";
import { type Enricher, NOTHING_KNOWN, type Row } from "./enricher";

/** Country and network of the caller's address. The databases are opened at the first alert that has one. */
export function createWhereabouts(open: () => Promise<readonly AddressDatabase[]>): Enricher {
  let opening: Promise<readonly AddressDatabase[]> | undefined;
  return {
    name: "geo",
    enrich: async ({ sourceIp }) => {
      if (sourceIp === undefined) return NOTHING_KNOWN;
      opening ??= open();
      const found = (await opening).flatMap((database) => database.find(sourceIp) ?? []);
      return { rows: [...rowOf("Country", found.map(countryOf)), ...rowOf("Network", found.map(networkOf))] };
    },
  };
}

function rowOf(label: string, values: readonly (string | undefined)[]): readonly Row[] {
  const value = values.find((one) => one !== undefined);
  return value === undefined ? [] : [{ label, value }];
}

function countryOf({ country }: Whereabouts): string | undefined {
  return country && countryInWords(country);
}

function networkOf({ asn, organization }: Whereabouts): string | undefined {
  const parts = [...(asn === undefined ? [] : [`AS${asn}`]), ...(organization === undefined ? [] : [organization])];
  return parts.length === 0 ? undefined : parts.join(" ");
}
