import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { type Fields, fieldsOf, isFields } from "../../events/fields";
import { type CallDetection, type DetectionContext, defineDetection } from "../engine/define-detection";
import { calls } from "../engine/rule-patterns";

type Given = "log" | "purpose" | "patterns" | "dedupBy";

interface BucketChange extends Omit<CallDetection, "kind" | Given> {
  /** As the log spells the calls; both spellings where it differs from the API. */
  readonly names: readonly string[];
}

/** A detection on changes of any bucket's settings that were made: what was denied, or failed, changed nothing. */
export function defineBucketChange({ names, matches, ...detection }: BucketChange): CallDetection {
  return defineDetection({
    ...detection,
    log: "CloudTrail management events",
    purpose: "changes",
    patterns: () => [calls("s3", names)],
    matches: (event, context) => (isDone(event) && names.includes(event.name) ? matches(event, context) : undefined),
    dedupBy: actorAndBucket,
  });
}

/** Whether an S3 call did what it was to do. */
export function isDone({ service, errorCode }: CloudTrailEvent): boolean {
  return service === "s3.amazonaws.com" && errorCode === undefined;
}

export function parametersOf({ record }: CloudTrailEvent): Fields {
  return fieldsOf(record["requestParameters"]);
}

/** S3 Control's requests for multi-region access points have the deepest: request, details, policy. */
const DEEPEST = 3;

/**
 * An element of the request's body, such as `PublicAccessBlockConfiguration`: S3 logs it beside the bucket's name, S3 Control within
 * elements that are named after the request.
 */
export function elementOf(event: CloudTrailEvent, name: string): unknown {
  const parameters = parametersOf(event);
  for (let depth = 0; depth < DEEPEST; depth++) {
    const around = holderAt(depth, parameters, name);
    if (around !== undefined) return around[name];
  }
  return undefined;
}

/** The first object so many levels down that has a field of that name. Plain loops: every change of a bucket comes through here. */
function holderAt(depth: number, fields: Fields, name: string): Fields | undefined {
  if (depth === 0) return Object.hasOwn(fields, name) ? fields : undefined;
  for (const key of Object.keys(fields)) {
    const inner = fields[key];
    const holder = isFields(inner) ? holderAt(depth - 1, inner, name) : undefined;
    if (holder !== undefined) return holder;
  }
  return undefined;
}

export function bucketInWords({ bucket }: CloudTrailEvent): string {
  return bucket === undefined ? "a bucket that the record does not name" : `bucket ${bucket}`;
}

export function isProtected({ bucket }: CloudTrailEvent, { perimeterOf }: DetectionContext): boolean {
  return bucket !== undefined && perimeterOf(bucket) !== undefined;
}

/** One incident for what someone does to one bucket. */
export function actorAndBucket({ actor, bucket }: CloudTrailEvent): readonly string[] {
  return [actor.id, bucket ?? ""];
}
