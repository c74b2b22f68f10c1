import type { Match } from "../incidents/incident";
import { RecentMap } from "../incidents/state/recent-map";
import { type Enricher, type Enrichment, NOTHING_KNOWN, type Row } from "./enricher";
import type { BucketTagsSettings } from "./enrichment-settings";

export type Tags = ReadonlyMap<string, string>;

/** Tags of a bucket that may be in that region; throws where they cannot be read. */
export type ReadBucketTags = (bucket: string, region: string | undefined) => Promise<Tags>;

export interface BucketTagsOptions {
  readonly settings: BucketTagsSettings;
  readonly read: ReadBucketTags;
  /** The account whose buckets may be asked. */
  readonly account: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Names as S3 takes them now, and took them once in us-east-1; a record may hold anything. */
const BUCKET_NAME = /^[A-Za-z0-9][\w.-]{2,254}$/;
const KEPT_BUCKETS = 1_000;
const KEPT_MS = 10 * 60_000;
/** In a storm nobody waits for the same refusal a thousand times. */
const KEPT_FAILURE_MS = 60_000;

interface Kept {
  readonly tags: Promise<Tags>;
  until: number;
}

/** Owner, classification and environment of the bucket, from its tags. */
export function createBucketTags({ settings, read, account, now }: BucketTagsOptions): Enricher {
  const kept = new RecentMap<string, Kept>(KEPT_BUCKETS);

  const tagsOf = (bucket: string, region: string | undefined): Promise<Tags> => {
    const before = kept.get(bucket);
    if (before && before.until > now()) return before.tags;
    const entry: Kept = { tags: read(bucket, region), until: now() + KEPT_MS };
    kept.set(bucket, entry);
    entry.tags.catch(() => {
      entry.until = now() + KEPT_FAILURE_MS;
    });
    return entry.tags;
  };

  return {
    name: "bucket-tags",
    enrich: async ({ bucket, region, account: owner = account }: Match) => {
      if (bucket === undefined || !BUCKET_NAME.test(bucket) || owner !== account) return NOTHING_KNOWN;
      return whatTagsSay(await tagsOf(bucket, region), settings);
    },
  };
}

function whatTagsSay(tags: Tags, settings: BucketTagsSettings): Enrichment {
  const [owner, classification, environment] = [settings.owner, settings.classification, settings.environment].map(
    (key) => key && tags.get(key),
  );
  const isSensitive =
    classification && settings.raise.some((one) => one.toLowerCase() === classification.toLowerCase());
  return {
    rows: [...rowOf("Owner", owner), ...rowOf("Classification", classification), ...rowOf("Environment", environment)],
    ...(isSensitive && { raise: `the bucket's data is classified ${classification}` }),
    ...(environment && { environment }),
  };
}

function rowOf(label: string, value: string | undefined): readonly Row[] {
  return value ? [{ label, value }] : [];
}
