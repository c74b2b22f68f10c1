import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { COPIES, COPY_NAMES, LISTING_EVENT_NAMES, OBJECT_EVENT_NAMES } from "../../events/cloudtrail/s3-event-names";
import { fieldsOf, textOf } from "../../events/fields";
import type { EventPattern } from "../../patterns/event-pattern";
import { type DetectionContext, defineDetection } from "../engine/define-detection";
import { calls, callsToBuckets } from "../engine/rule-patterns";
import { splitPattern } from "../engine/split-pattern";
import { aboutBuckets } from "../facts/about-buckets";
import { isAwsItself } from "../facts/aws-itself";
import { copyOf } from "../facts/copy";
import { actorInWords, originInWords } from "../facts/wording";

/** Not the calls that only read a bucket's settings: inventories and scanners make these on every bucket, every day. */
const NAMES = [...OBJECT_EVENT_NAMES, ...LISTING_EVENT_NAMES, { prefix: "Put" }, { prefix: "DeleteBucket" }];

const DATA_NAMES: ReadonlySet<string> = new Set([...OBJECT_EVENT_NAMES, ...LISTING_EVENT_NAMES]);

/** No one needs a decoy, so any caller is looking around. */
export const s3DecoyTouched = defineDetection({
  id: "s3.decoy-touched",
  title: "Decoy in S3 touched",
  enabledByDefault: true,
  severity: "high",
  log: "CloudTrail data events",
  purpose: "access",
  patterns: ({ decoys, partition }) => [
    ...callsToBuckets({ buckets: wholeBuckets(decoys), partition }, NAMES, { outcome: "any" }),
    ...splitPattern(decoys.filter(isPrefix), objectsUnderPrefixes(partition)),
    ...splitPattern(decoys.filter(isPrefix), listingsUnderPrefixes(partition)),
    ...splitPattern(bucketsOf(decoys), copiesFrom),
  ],
  matches: (event, context) => {
    if (event.service !== "s3.amazonaws.com" || !isAsked(event.name)) return undefined;
    const decoy = decoyOf(event, context);
    if (decoy === undefined || isAwsItself(event) || context.isDeployer(event.actor)) return undefined;
    const verb = event.errorCode === undefined ? "touched" : "tried to touch";
    return {
      summary: `${actorInWords(event.actor)} ${verb} the decoy ${decoy} with ${event.name} from ${originInWords(event)}`,
      details: { Decoy: decoy },
    };
  },
  dedupBy: ({ actor }) => [actor.id],
});

function isPrefix(decoy: string): boolean {
  return decoy.includes("/");
}

function wholeBuckets(decoys: readonly string[]): readonly string[] {
  return decoys.filter((decoy) => !isPrefix(decoy));
}

function bucketsOf(decoys: readonly string[]): readonly string[] {
  return [...new Set(decoys.map((decoy) => decoy.split("/", 1)[0] ?? ""))];
}

/** Of a busy bucket only what happens under the prefixes: what matches costs an invocation. */
const objectsUnderPrefixes = (partition: string) => callsUnder(partition, OBJECT_EVENT_NAMES, "key");

const listingsUnderPrefixes = (partition: string) => callsUnder(partition, LISTING_EVENT_NAMES, "prefix");

function callsUnder(partition: string, names: readonly string[], parameter: "key" | "prefix") {
  return (decoys: readonly string[]): EventPattern => {
    const prefixes = decoys.map((decoy) => ({ prefix: decoy.slice(decoy.indexOf("/") + 1) }));
    const detail = { ...aboutBuckets(bucketsOf(decoys), partition), requestParameters: { [parameter]: prefixes } };
    return calls("s3", names, { outcome: "any", detail });
  };
}

/** The source may be encoded, but no bucket's name has anything to encode. */
function copiesFrom(buckets: readonly string[]): EventPattern {
  const sources = buckets.flatMap((bucket) => ["", "/", "%2F"].map((slash) => ({ prefix: `${slash}${bucket}` })));
  return calls("s3", COPY_NAMES, { outcome: "any", detail: { requestParameters: { "x-amz-copy-source": sources } } });
}

function isAsked(name: string): boolean {
  return DATA_NAMES.has(name) || name.startsWith("Put") || name.startsWith("DeleteBucket");
}

/** The decoy that a request is about: where it points, or what it copies. */
function decoyOf(event: CloudTrailEvent, { isDecoy }: DetectionContext): string | undefined {
  const { bucket } = event;
  const key = event.key ?? textOf(fieldsOf(event.record["requestParameters"])["prefix"]);
  if (bucket !== undefined && isDecoy(bucket, key)) return key === undefined ? bucket : `${bucket}/${key}`;
  if (!COPIES.has(event.name)) return undefined;
  const { source } = copyOf(event);
  if (source.bucket === undefined || !isDecoy(source.bucket, source.key)) return undefined;
  return source.key === undefined ? source.bucket : `${source.bucket}/${source.key}`;
}
