/** What alerts are enriched with. Plain JSON; synth writes it beside the bundle where palisade.yaml asks for any of it. */
export interface EnrichmentSettings {
  /** Names of databases of addresses (mmdb) beside the bundle; of what several say, the first counts. */
  readonly databases: readonly string[];
  /** The user's own networks by name. */
  readonly networks: Readonly<Record<string, readonly string[]>>;
  /** Networks of others by label, such as exits of Tor. */
  readonly lists: Readonly<Record<string, readonly string[]>>;
  /** Absent means that no bucket is asked for its tags. */
  readonly bucketTags?: BucketTagsSettings;
  /** Whether alerts say that a caller's network is a new one. */
  readonly firstSeen: boolean;
}

export interface BucketTagsSettings {
  /** Key of the tag that says who owns a bucket. */
  readonly owner?: string;
  /** Key of the tag that says how sensitive its data is. */
  readonly classification?: string;
  /** Key of the tag that says which environment a bucket belongs to. */
  readonly environment?: string;
  /** Classifications that make an alert one level more severe, whatever their case. */
  readonly raise: readonly string[];
}
