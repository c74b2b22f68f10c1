import { DENIED_ERROR_CODES } from "../../events/denied-error-codes";
import { LISTING_EVENT_NAMES, OBJECT_EVENT_NAMES } from "../../events/s3-event-names";
import type { EventPattern, Matcher } from "../../patterns/event-pattern";
import type { Scope } from "../../perimeter/perimeter";
import type { DetectorSettings } from "../../settings";

/**
 * Characters of one pattern.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
 */
const LONGEST_PATTERN = 4096;

/** Event names to listen to; undefined listens to all. */
type NamesByScope = Readonly<Record<Scope, readonly Matcher[] | undefined>>;

/**
 * With scope `data`, every call for objects and their listing. With scope `all`, every call: the Deny covers `s3:*`, and no list of
 * names is complete, as S3 keeps adding calls and logs some under names that its API does not have. This stays cheap without the list,
 * because only refused requests to the protected buckets match, and a quiet bucket has none.
 */
const DENIED_NAMES: NamesByScope = { data: [...OBJECT_EVENT_NAMES, ...LISTING_EVENT_NAMES], all: undefined };

/**
 * What the perimeter should have refused. Of the management calls only those that change a bucket: consoles, scanners and AWS Config
 * read settings all day, and each match costs an invocation.
 */
const ACCESS_NAMES: NamesByScope = {
  data: OBJECT_EVENT_NAMES,
  all: [
    ...OBJECT_EVENT_NAMES,
    ...LISTING_EVENT_NAMES,
    { prefix: "PutBucket" },
    { prefix: "DeleteBucket" },
    "PutAccelerateConfiguration",
    "PutObjectLockConfiguration",
  ],
};

/** Refused requests to the protected buckets. */
export function deniedPatterns(settings: DetectorSettings): readonly EventPattern[] {
  return patternsOf(settings, DENIED_NAMES, DENIED_ERROR_CODES);
}

/** Successful requests to the protected buckets. */
export function accessPatterns(settings: DetectorSettings): readonly EventPattern[] {
  return patternsOf(settings, ACCESS_NAMES, [{ exists: false }]);
}

function patternsOf(settings: DetectorSettings, names: NamesByScope, errorCode: readonly Matcher[]): EventPattern[] {
  const bucketsIn = (scopes: readonly Scope[]) => [
    ...new Set(settings.perimeters.flatMap(({ scope, buckets }) => (scopes.includes(scope) ? buckets : []))),
  ];
  const { eventNames } = settings;
  if (eventNames) return split(bucketsIn(["all", "data"]), (buckets) => pattern(buckets, eventNames, errorCode));
  return (["data", "all"] as const).flatMap((scope) =>
    split(bucketsIn([scope]), (buckets) => pattern(buckets, names[scope], errorCode)),
  );
}

function pattern(
  buckets: readonly string[],
  eventName: readonly Matcher[] | undefined,
  errorCode: readonly Matcher[],
): EventPattern {
  return {
    source: ["aws.s3"],
    "detail-type": ["AWS API Call via CloudTrail", "AWS Service Event via CloudTrail"],
    detail: {
      eventSource: ["s3.amazonaws.com"],
      ...(eventName && { eventName }),
      errorCode,
      requestParameters: { bucketName: buckets },
    },
  };
}

/** Spreads the buckets over as many patterns as the limit asks for, in their order. */
function split(buckets: readonly string[], patternFor: (buckets: readonly string[]) => EventPattern): EventPattern[] {
  const room = LONGEST_PATTERN - JSON.stringify(patternFor([])).length;
  const parts: string[][] = [];
  let left = 0;
  for (const bucket of buckets) {
    const length = JSON.stringify(bucket).length + 1;
    if (parts.length === 0 || length > left) {
      parts.push([]);
      left = room + 1;
    }
    parts.at(-1)?.push(bucket);
    left -= length;
  }
  return parts.map(patternFor);
}
