import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import type { Severity } from "../../severity";
import { defineDetection } from "../engine/define-detection";
import { callsToProtectedBuckets } from "../engine/rule-patterns";
import { baseName, extensionOf } from "../facts/key";
import { callerBucket, isProtectedCall } from "../facts/protected-call";
import { actorInWords, originInWords } from "../facts/wording";

const WRITE_NAMES = ["PutObject", "PostObject", "CopyObject", "CompleteMultipartUpload"] as const;
const WRITES: ReadonlySet<string> = new Set(WRITE_NAMES);

/** Someone wants to be read. */
export const s3RansomNote = defineDetection({
  id: "s3.ransom-note",
  title: "Object named like a ransom note written to an S3 bucket",
  enabledByDefault: true,
  severity: "high",
  log: "CloudTrail data events",
  purpose: "access",
  patterns: (settings) => callsToProtectedBuckets(settings, WRITE_NAMES),
  matches: (event, context) => {
    if (!isProtectedCall(event, context, WRITES)) return undefined;
    const severity = severityOfName(event);
    if (severity === undefined) return undefined;
    return {
      severity,
      summary: `${actorInWords(event.actor)} wrote ${event.key} to bucket ${event.bucket} from ${originInWords(event)}, which is named like a ransom note`,
    };
  },
  dedupBy: callerBucket,
});

const NOTES: ReadonlySet<string> = new Set(["txt", "html", "htm", "md", "hta"]);

/** With its dot. */
const LONGEST_EXTENSION = 5;

/** Names are longer in no known note, and matching is bounded. */
const LONGEST_NAME = 200;

const THINGS = "(?:files?|data|documents?|database|backups?|objects?|bucket)";
const WHOSE = "(?: all)?(?: my| your| our| the)?";

/** Words that only extortion puts together, in a name that is all words with single spaces between them. */
const SURE = new RegExp(
  `(?:^| )(?:how (?:to|can i|do i) (?:decrypt|unlock)|(?:de|un)crypt${WHOSE} ${THINGS}|unlock${WHOSE} ${THINGS}|${THINGS} (?:are |were |is |have been |has been )?(?:encrypted|deleted|stolen|locked)|decrypt(?:ion)? (?:instructions?|info|note|readme|help|key)|help(?: to)? decrypt|read ?me(?: to)? decrypt|ransom (?:notes?|demand|payment|letter|instructions?|message)|(?:pay|your|the) ransom|(?:send|pay|need) (?:bitcoins?|btc|monero)|help your files)(?: |$)`,
);

const ONLY_RANSOM = /^ransom(?:ed|note)?$/;

const LIKELY = new RegExp(
  `(?:^| )(?:how to (?:restore|recover|get back)|(?:restore|recover|get back)${WHOSE} files?|(?:recovery|restore) instructions?|instructions? (?:for|to) (?:recovery|recover|restore)|read ?me to (?:restore|recover)|help (?:restore|recover)|what happened to (?:my|your) ${THINGS})(?: |$)`,
);

function severityOfName({ key }: CloudTrailEvent): Severity | undefined {
  if (key === undefined) return undefined;
  const extension = extensionOf(key.slice(-LONGEST_EXTENSION));
  if (!NOTES.has(extension.toLowerCase())) return undefined;
  // Of a longer name there is no slash in this, and what is left of it is too long as well.
  const name = baseName(key.slice(-LONGEST_NAME - 1));
  if (name === undefined || name.length > LONGEST_NAME) return undefined;
  if (key.startsWith("AWSLogs/") || key.includes("/AWSLogs/")) return undefined;
  const words = wordsOf(name.slice(0, -extension.length));
  if (SURE.test(words) || ONLY_RANSOM.test(words)) return "critical";
  return LIKELY.test(words) ? "high" : undefined;
}

/** `!!HowTo_DECRYPT-Files` as `how to decrypt files`. */
function wordsOf(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .replace(/[^a-z]+/g, " ")
    .trim();
}
