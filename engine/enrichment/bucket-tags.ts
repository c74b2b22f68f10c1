import { bucketsOf } from "../detections/engine/match-names";
import { listInWords } from "../detections/facts/list-in-words";
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
/** At once, within the time that an alert waits. */
const MOST_ASKED = 25;
const MOST_VALUES = 5;
const KEPT_BUCKETS = 1_000;
const KEPT_MS = 10 * 60_000;
/** In a storm no one waits for the same refusal a thousand times. */
const KEPT_FAILURE_MS = 60_000;

interface Kept {
  readonly tags: Promise<Tags>;
  until: number;
}

/** Owner, classification and environment of the bucket, or of a finding's buckets, from their tags. */
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
    enrich: async (match: Match) => {
      const { region, account: owner = account } = match;
      const buckets = bucketsOf(match).filter((bucket) => BUCKET_NAME.test(bucket));
      if (buckets.length === 0 || owner !== account) return NOTHING_KNOWN;
      const asked = buckets.slice(0, MOST_ASKED);
      const answers = await Promise.allSettled(asked.map((bucket) => tagsOf(bucket, region)));
      const tagged = asked.flatMap((bucket, index) => {
        const answer = answers[index];
        return answer?.status === "fulfilled" ? [{ bucket, tags: answer.value }] : [];
      });
      const [failed] = answers.filter((answer) => answer.status === "rejected");
      if (tagged.length === 0 && failed !== undefined) throw failed.reason;
      return whatTagsSay(tagged, buckets.length - tagged.length, settings);
    },
  };
}

interface Tagged {
  readonly bucket: string;
  readonly tags: Tags;
}

function whatTagsSay(tagged: readonly Tagged[], unread: number, settings: BucketTagsSettings): Enrichment {
  const [owners, classifications, environments] = [settings.owner, settings.classification, settings.environment].map(
    (key) => bucketsByTag(tagged, key),
  ) as [ByTag, ByTag, ByTag];
  const sensitive = [...classifications.keys()].find((one) =>
    settings.raise.some((graver) => graver.toLowerCase() === one.toLowerCase()),
  );
  return {
    rows: [
      ...rowOf("Owner", owners),
      ...rowOf("Classification", classifications),
      ...rowOf("Environment", environments),
      ...(unread > 0 ? [{ label: "Tags", value: `not read of ${unread} of ${unread + tagged.length} buckets` }] : []),
    ],
    ...(sensitive !== undefined && { raise: `the bucket's data is classified ${sensitive}` }),
    ...(environments.size > 0 && { environments: [...environments.keys()] }),
  };
}

/** Buckets by what their tag says. */
type ByTag = ReadonlyMap<string, readonly string[]>;

function bucketsByTag(tagged: readonly Tagged[], key: string | undefined): ByTag {
  const found = new Map<string, string[]>();
  for (const { bucket, tags } of tagged) {
    const value = key && tags.get(key);
    if (value) found.set(value, [...(found.get(value) ?? []), bucket]);
  }
  return found;
}

/** Of which buckets it is said only where they differ. */
function rowOf(label: string, found: ByTag): readonly Row[] {
  if (found.size === 0) return [];
  const values = [...found].map(([value, buckets]) =>
    found.size === 1 ? value : `${value} (${listInWords(buckets)})`,
  );
  return [{ label, value: listInWords(values, MOST_VALUES) }];
}
