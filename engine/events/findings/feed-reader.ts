import type { Fields } from "../fields";
import type { Feed, FindingEvent } from "./finding-event";

/** What one finding says; what it leaves out, its envelope or its delivery may say. */
export interface FeedFinding extends Pick<FindingEvent, FromEnvelope | "severity" | "status" | "detail"> {
  readonly findingId: string | undefined;
  readonly type: string | undefined;
  /** Milliseconds since the epoch: the latest change that it speaks of. */
  readonly updated: number | undefined;
  /** Of these four absent where the service names none; in its order, and a name may be there twice. */
  readonly buckets?: Names;
  readonly resources?: Names;
  readonly sourceIps?: Names;
  readonly callers?: Names;
}

type FromEnvelope = "title" | "description" | "account" | "region";

/** A name, or where a finding has none for it, nothing. */
type Names = readonly (string | undefined)[];

/** How one service's findings are read. Nothing here throws, whatever a field holds. */
export interface FeedReader {
  readonly feed: Feed;
  /** The envelope's `source` and `detail-type`. */
  readonly source: string;
  readonly detailType: string;
  /** Whether an object is one of these findings without its envelope, as the service's own API and reports hand it out. */
  readonly isBare: (value: Fields) => boolean;
  /** The findings in an envelope's `detail`; several are rare. */
  readonly read: (detail: Fields) => readonly FeedFinding[];
  /** The `detail` that would carry one finding alone, which is the finding itself unless said. */
  readonly detailOf?: (finding: Fields) => Fields;
}
