import type { AccessLogEvent } from "../../events/access-log/access-log-event";
import { sourceText } from "../../events/source";
import { actorInWords } from "./wording";

/** What no detection on access logs can see, in the same words for all that it concerns. */
export const LATE =
  "lines that S3 never delivers: most come within hours, and it promises neither that all do nor when";

export const OTHER_BUCKETS = "buckets that are not protected, and those without access logging";

/** Who is asking, as the subject of a sentence. */
export function requesterInWords({ actor, bucketOwner }: AccessLogEvent): string {
  if (actor.kind !== "unknown") return actorInWords(actor);
  return actor.id === bucketOwner ? "the bucket owner's account" : `the account with canonical user id ${actor.id}`;
}

/** Where a request came from, as the end of a sentence. */
export function lineOriginInWords({ source }: AccessLogEvent): string {
  return sourceText(source) ?? "an address that was not recorded";
}
