import type { Announcement, Match } from "../incidents/incident";

/** One thing to add to an alert. */
export interface Row {
  readonly label: string;
  /** As it was found: the code that shows it escapes it. */
  readonly value: string;
}

/** What someone knows about a match. */
export interface Enrichment {
  readonly rows: readonly Row[];
  /** Why the alert is more severe than its detection says, to follow "since"; absent leaves the severity alone. */
  readonly raise?: string;
  /** The environments of the buckets, each once, by which alerts can be routed. */
  readonly environments?: readonly string[];
}

/** One source of knowledge. It may fail and take its time: an alert waits for none. */
export interface Enricher {
  /** For the log. */
  readonly name: string;
  readonly enrich: (match: Match) => Enrichment | Promise<Enrichment>;
}

/** Adds what is known to an announcement. Never throws. */
export type Enrich = (announcement: Announcement) => Promise<Announcement>;

export const NOTHING_KNOWN: Enrichment = { rows: [] };
