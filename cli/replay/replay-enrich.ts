import { createEnrich } from "@palisade/engine/enrichment/create-enrich";
import type { Enrich } from "@palisade/engine/enrichment/enricher";
import { SIGNED_IN_AS } from "@palisade/engine/enrichment/signed-in-as";
import { createMemoryStateStore } from "@palisade/engine/incidents/state/create-state-store";
import { offlineEnrichers } from "@palisade/functions/alerts/deployed-enrich";
import { enrichmentFiles } from "../../config/derived/enrichment-files";
import type { EnrichConfig } from "../../config/sections/enrich";
import type { ReplayAlert } from "./fold-alerts";

/** What the deployed functions add to alerts, but for the tags of buckets: replay asks no one. */
export function createReplayEnrich(config: EnrichConfig | undefined): Enrich {
  // The configuration has been read with all its files, so there is nothing left to go wrong and to be told.
  const log = () => undefined;
  const offline = config
    ? offlineEnrichers(enrichmentFiles(config).settings, config.databases, { state: createMemoryStateStore(), log })
    : [];
  return createEnrich({ enrichers: () => [...offline, SIGNED_IN_AS], limit: (work) => work, log });
}

/** One after the other, so that what is seen first is the first in time. */
export async function enrichAlerts(alerts: readonly ReplayAlert[], enrich: Enrich): Promise<readonly ReplayAlert[]> {
  const enriched: ReplayAlert[] = [];
  for (const alert of alerts) enriched.push({ ...alert, announcement: await enrich(alert.announcement) });
  return enriched;
}
