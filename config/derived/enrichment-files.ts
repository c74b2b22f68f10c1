import type { EnrichmentSettings } from "@palisade/engine/enrichment/enrichment-settings";
import type { EnrichConfig } from "../sections/enrich";

export interface EnrichmentFiles {
  readonly settings: EnrichmentSettings;
  /** Paths of the databases by their names beside the bundle. */
  readonly databases: Readonly<Record<string, string>>;
}

/** What a function needs beside its bundle to enrich alerts as configured. */
export function enrichmentFiles({ databases, ...settings }: EnrichConfig): EnrichmentFiles {
  const named = databases.map((file, index) => [`addresses-${index + 1}.mmdb`, file] as const);
  return {
    settings: { ...settings, databases: named.map(([name]) => name) },
    databases: Object.fromEntries(named),
  };
}
