/** A field without spaces; `-` is null. */
const FIELD = "(?:-|([^ ]+))";
const NUMBER = "(?:-|([0-9]+))";
/** What follows the user agent holds neither spaces nor quotes. */
const BEHIND = '(?:-|([^ "]+))';

/** As `FIELD`, of a known beginning: by these a user agent that ends in something like them is told from what really follows it. */
function beginning(text: string): string {
  return `(?:-|(${text}[^ "]*))`;
}

/** Fields that a line may end before, and may go on after. */
function upTo(fields: readonly string[]): string {
  return fields.reduceRight((rest, field) => `(?: ${field}${rest})?`, "(?: [^\\n]*)?");
}

const HEAD = [FIELD, FIELD, "\\[([^\\]\\n]*)\\]", FIELD, FIELD, FIELD, FIELD, FIELD];

/** The first quote behind which status and sizes stand ends it: a request's URI holds no space, so no one can write these into one. */
const URI = '(?:-|"(?:-|([^\\n]*?))")';
const SIZES = [NUMBER, '(?:-|([^ "][^ ]*))', NUMBER, NUMBER, NUMBER, NUMBER];

/** Both may hold quotes. The first border there could be parts them, and the last quote that a line's end follows ends the second. */
const REFERRER = '(?:-|"(?:-|([^\\n]*?))")';
const USER_AGENT = '(?:-(?=[^"\\n]*$)|"(?:-|([^\\n]*))")';

const TAIL = [BEHIND, BEHIND, beginning("SigV"), BEHIND, BEHIND, BEHIND, beginning("TLS"), beginning("arn:"), BEHIND];

/**
 * A whole line of an S3 server access log, one group a column, for Java's and JavaScript's regular expressions. It is held from both ends:
 * S3 escapes nothing, so what lies in between may look like anything.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html
 */
export const ACCESS_LOG_LINE = [...HEAD, URI, ...SIZES, REFERRER, USER_AGENT].join(" ") + upTo(TAIL);
