import { existsSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type AddressDatabase, openAddressDatabase } from "@palisade/engine/enrichment/address-database";
import { createBucketTags } from "@palisade/engine/enrichment/bucket-tags";
import { createEnrich } from "@palisade/engine/enrichment/create-enrich";
import type { Enrich, Enricher } from "@palisade/engine/enrichment/enricher";
import type { EnrichmentSettings } from "@palisade/engine/enrichment/enrichment-settings";
import { createFirstSeen } from "@palisade/engine/enrichment/first-seen";
import { createNamedNetworks } from "@palisade/engine/enrichment/named-networks";
import { SIGNED_IN_AS } from "@palisade/engine/enrichment/signed-in-as";
import { createWhereabouts } from "@palisade/engine/enrichment/whereabouts";
import type { StateStore } from "@palisade/engine/incidents/state/state-store";
import { errorName, type Log } from "@palisade/engine/log";
import { createBucketTagsReader } from "../platform/read-bucket-tags";
import { ENRICHMENT_FILE } from "../platform/requirements";
import { withinTime } from "../platform/time-limit";

export interface DeployedEnrichOptions {
  /** The account that Palisade is deployed in. */
  readonly account: string;
  /** Remembers where callers were seen; absent where a function does not tell of anything first. */
  readonly state?: StateStore;
  readonly log: Log;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Where settings and databases lie; the bundle's own folder unless a test says otherwise. */
  readonly folder?: string;
}

/** An alert waits no longer than this for what is nice to know. */
const LIMIT_MS = 1000;

/** Enriches alerts as the files beside the bundle say; nothing is read or asked before the first alert. */
export function createDeployedEnrich(options: DeployedEnrichOptions): Enrich {
  const { log } = options;
  return createEnrich({
    enrichers: () => [...configured(options), SIGNED_IN_AS],
    limit: (work) => withinTime(work, LIMIT_MS),
    log,
  });
}

function configured({ folder = __dirname, ...options }: DeployedEnrichOptions): readonly Enricher[] {
  const path = join(folder, ENRICHMENT_FILE);
  if (!existsSync(path)) return [];
  const settings = JSON.parse(readFileSync(path, "utf8")) as EnrichmentSettings;
  const databases = settings.databases.map((name) => join(folder, name));
  return [...offlineEnrichers(settings, databases, options), ...tagEnrichers(settings, options)];
}

/** Those that ask nobody, which replay has too. */
export function offlineEnrichers(
  settings: EnrichmentSettings,
  databases: readonly string[],
  { state, log }: Pick<DeployedEnrichOptions, "state" | "log">,
): readonly Enricher[] {
  const { networks, lists, firstSeen } = settings;
  return [
    ...(isEmpty(networks) ? [] : [createNamedNetworks("Known as", networks)]),
    ...(isEmpty(lists) ? [] : [createNamedNetworks("Listed as", lists)]),
    ...(databases.length === 0 ? [] : [createWhereabouts(() => openAll(databases, log))]),
    ...(firstSeen && state ? [createFirstSeen(state)] : []),
  ];
}

function isEmpty(record: object): boolean {
  return Object.keys(record).length === 0;
}

async function openAll(paths: readonly string[], log: Log): Promise<readonly AddressDatabase[]> {
  const opened = await Promise.all(paths.map((path) => open(path, log)));
  return opened.filter((database) => database !== undefined);
}

async function open(path: string, log: Log): Promise<AddressDatabase | undefined> {
  try {
    return openAddressDatabase(await readFile(path));
  } catch (error) {
    log("WARN", "database of addresses left out", { path, error: errorName(error) });
    return undefined;
  }
}

function tagEnrichers(
  { bucketTags }: EnrichmentSettings,
  { account, now }: Pick<DeployedEnrichOptions, "account" | "now">,
): readonly Enricher[] {
  if (bucketTags === undefined) return [];
  const read = createBucketTagsReader({ environment: process.env, timeLimitMs: LIMIT_MS, now });
  return [createBucketTags({ settings: bucketTags, read, account, now })];
}
