import { sourceText } from "../../events/source";
import { defineDetection } from "../engine/define-detection";
import { calls } from "../engine/listen";
import { isPerson } from "../facts/person";
import { actorInWords, originInWords } from "../facts/wording";

const NAMES: ReadonlySet<string> = new Set(["ListBuckets", "ListDirectoryBuckets"]);

/** The first thing that a stranger with stolen keys does. */
export const s3BucketsListed = defineDetection({
  id: "s3.buckets-listed",
  title: "S3 buckets of the account listed by a person",
  status: "test",
  enabledByDefault: false,
  severity: "low",
  attack: ["TA0007:T1580", "TA0007:T1619"],
  description:
    "A user, the root user or a signed-in person asked for the list of all buckets. Off by default, because every look at the S3 console does that.",
  misses: ["applications' roles, and with them stolen sessions of theirs", "strangers who know the buckets' names"],
  falsePositives: ["everybody who opens the S3 console"],
  runbook: [
    "Ask the person whether they looked at S3 at this time, from this address.",
    "If not, revoke their sessions and keys, and see what else was called from this address.",
  ],
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
