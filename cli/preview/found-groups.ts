import type { RequestGroups } from "@palisade/engine/preview/request-group";
import type { CountedOrigin } from "../lib/not-judged/origin";

/** What logs answered. */
export interface FoundGroups {
  readonly groups: RequestGroups;
  /** Where all S3 requests are from, those to buckets that were asked for and the others. */
  readonly origins: readonly CountedOrigin[];
  /** What was named and could not be read, a line each; unless this is empty, the groups are not whole. */
  readonly complaints: readonly string[];
}
