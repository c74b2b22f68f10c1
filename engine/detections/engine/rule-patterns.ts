import { bucketArn } from "../../arn";
import { DENIED_ERROR_CODES } from "../../events/cloudtrail/denied-error-codes";
import type { EventPattern, Matcher } from "../../patterns/event-pattern";
import { MAX_PATTERN_LENGTH } from "../../patterns/validate";
import type { DetectorSettings } from "../../settings";
import { aboutBuckets, charactersOf } from "../facts/about-buckets";

/** How a call ended. */
export type Outcome = "success" | "denied" | "any";

export const ERROR_CODES: Readonly<Record<Outcome, readonly Matcher[] | undefined>> = {
  success: [{ exists: false }],
  denied: DENIED_ERROR_CODES,
  any: undefined,
};

export const CALL_DETAIL_TYPES = ["AWS API Call via CloudTrail", "AWS Service Event via CloudTrail"] as const;

export interface CallOptions {
  /** `success` unless said. */
  readonly outcome?: Outcome;
  /** More conditions on the CloudTrail record, beside service, name and outcome. */
  readonly detail?: EventPattern;
  /** Detail types other than API calls and service events. */
  readonly detailTypes?: readonly string[];
}

/** Calls of a service, `iam` for `iam.amazonaws.com`, by their names in the log; without names all of them. */
export function calls(
  service: string,
  eventName: readonly Matcher[] | undefined,
  { outcome = "success", detail, detailTypes = CALL_DETAIL_TYPES }: CallOptions = {},
): EventPattern {
  const errorCode = ERROR_CODES[outcome];
  return {
    source: [`aws.${service}`],
    "detail-type": detailTypes,
    detail: {
      eventSource: [`${service}.amazonaws.com`],
      ...(eventName && { eventName }),
      ...(errorCode && { errorCode }),
      ...detail,
    },
  };
}

/** S3 calls to the protected buckets, as many patterns as their names need. */
export function callsToProtectedBuckets(
  settings: DetectorSettings,
  eventName: readonly Matcher[] | undefined,
  options: CallOptions = {},
): readonly EventPattern[] {
  return callsToBuckets({ ...settings, buckets: protectedBuckets(settings) }, eventName, options);
}

export interface BucketsInPartition {
  readonly buckets: readonly string[];
  readonly partition: string;
}

/** S3 calls to some buckets, as many patterns as their names need; none for no buckets. */
export function callsToBuckets(
  buckets: BucketsInPartition,
  eventName: readonly Matcher[] | undefined,
  { detail, ...options }: CallOptions = {},
): readonly EventPattern[] {
  return splitBuckets(buckets, (about) => calls("s3", eventName, { ...options, detail: { ...detail, ...about } }));
}

/** Findings of other services: `aws.guardduty`, `GuardDuty Finding`. */
export function findings(source: string, detailTypes: readonly string[], detail?: EventPattern): EventPattern {
  return { source: [source], "detail-type": detailTypes, ...(detail && { detail }) };
}

export function protectedBuckets({ perimeters }: DetectorSettings): readonly string[] {
  return [...new Set(perimeters.flatMap(({ buckets }) => buckets))];
}

/** Spreads buckets over as many patterns as the limit asks for, in their order; `about` is what a record about one of them holds. */
export function splitBuckets(
  { buckets, partition }: BucketsInPartition,
  patternFor: (about: EventPattern) => EventPattern,
): readonly EventPattern[] {
  const room = MAX_PATTERN_LENGTH - JSON.stringify(patternFor(aboutBuckets([], partition))).length;
  const parts: string[][] = [];
  let left = 0;
  for (const bucket of buckets) {
    const length = charactersOf(bucketArn({ bucket, partition }));
    if (parts.length === 0 || length > left) {
      parts.push([]);
      // The last one is followed by no commas.
      left = room + 2;
    }
    parts.at(-1)?.push(bucket);
    left -= length;
  }
  return parts.map((part) => patternFor(aboutBuckets(part, partition)));
}
