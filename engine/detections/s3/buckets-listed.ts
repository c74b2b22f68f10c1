import { sourceText } from "../../events/source";
import { defineDetection } from "../engine/define-detection";
import { calls } from "../engine/rule-patterns";
import { isPerson } from "../facts/person";
import { actorInWords, originInWords } from "../facts/wording";

const NAMES: ReadonlySet<string> = new Set(["ListBuckets", "ListDirectoryBuckets"]);

/** The first thing that a stranger with stolen keys does. */
export const s3BucketsListed = defineDetection({
  id: "s3.buckets-listed",
  title: "S3 buckets of the account listed by a person",
  enabledByDefault: false,
  severity: "low",
  log: "CloudTrail management events",
  purpose: "reads",
  patterns: () => [calls("s3", [...NAMES])],
  matches: (event) => {
    if (!NAMES.has(event.name) || event.service !== "s3.amazonaws.com" || event.errorCode !== undefined)
      return undefined;
    if (!isPerson(event.actor)) return undefined;
    return { summary: `${actorInWords(event.actor)} listed the account's buckets from ${originInWords(event)}` };
  },
  dedupBy: ({ actor, source }) => [actor.id, sourceText(source) ?? ""],
});
