import { COPY_NAMES, LISTING_EVENT_NAMES, OBJECT_EVENT_NAMES } from "../../events/cloudtrail/s3-event-names";
import type { EventPattern, Matcher } from "../../patterns/event-pattern";
import type { Scope } from "../../perimeter/perimeter";
import type { DetectorSettings } from "../../settings";
import { type CallOptions, calls, callsToProtectedBuckets, type Outcome } from "../engine/rule-patterns";

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
  return patternsOf(settings, DENIED_NAMES, "denied");
}

/** Successful requests to the protected buckets. */
export function accessPatterns(settings: DetectorSettings): readonly EventPattern[] {
  return patternsOf(settings, ACCESS_NAMES, "success");
}

/**
 * Copies that may read a protected bucket, whose records are about the bucket that they write to. Those of all buckets: the source may be
 * written in many ways, and another detection listens to them anyway.
 */
export function copyPatterns(
  { eventNames, perimeters }: DetectorSettings,
  options: CallOptions,
): readonly EventPattern[] {
  const names = COPY_NAMES.filter((name) => eventNames?.includes(name) ?? true);
  return perimeters.length === 0 || names.length === 0 ? [] : [calls("s3", names, options)];
}

function patternsOf(settings: DetectorSettings, names: NamesByScope, outcome: Outcome): readonly EventPattern[] {
  const { eventNames, perimeters } = settings;
  if (eventNames) return callsToProtectedBuckets(settings, eventNames, { outcome });
  return (["data", "all"] as const).flatMap((scope) => {
    const inScope = perimeters.filter((perimeter) => perimeter.scope === scope);
    return callsToProtectedBuckets({ ...settings, perimeters: inScope }, names[scope], { outcome });
  });
}
