import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { type Fields, fieldsOf, textOf } from "../../events/fields";
import type { Severity } from "../../severity";
import type { DetectionContext } from "../engine/define-detection";
import { bucketInWords, defineBucketChange, elementOf, isProtected } from "../facts/bucket-change";
import { listOf } from "../facts/policy-document";
import { actorInWords } from "../facts/wording";

/** As long as ransom notes give their victims before the files are gone. */
const SOON_DAYS = 7;

const DAY = 86_400_000;

/** A rule will delete a bucket's objects within days, without a single call that deletes. */
export const s3LifecycleExpiresSoon = defineBucketChange({
  id: "s3.lifecycle-expires-soon",
  title: "S3 lifecycle rule deletes objects within a week",
  enabledByDefault: true,
  severity: "low",
  names: ["PutBucketLifecycle", "PutBucketLifecycleConfiguration"],
  matches: (event, context) => {
    const configuration = fieldsOf(elementOf(event, "LifecycleConfiguration"));
    const rules = listOf(configuration["Rule"]).map(fieldsOf);
    const [soonest] = rules
      .flatMap((rule) => expiryOf(rule, event.time))
      .filter(({ days }) => days <= SOON_DAYS)
      .sort((a, b) => Number(a.isPart) - Number(b.isPart) || a.days - b.days);
    if (soonest === undefined) return undefined;
    const { what, days, isPart, name } = soonest;
    const when = days <= 0 ? "at once" : days === 1 ? "after 1 day" : `after ${days} days`;
    const where = isPart ? `a part of ${bucketInWords(event)}` : bucketInWords(event);
    return {
      severity: severityOf(event, context, isPart),
      summary: `${actorInWords(event.actor)} enabled a lifecycle rule that deletes ${what} of ${where} ${when}`,
      ...(name !== undefined && { details: { Rule: name } }),
    };
  },
});

function severityOf(event: CloudTrailEvent, context: DetectionContext, isPart: boolean): Severity {
  if (event.bucket !== undefined && context.isLogBucket(event.bucket)) return "critical";
  if (isProtected(event, context)) return "high";
  return isPart ? "low" : "medium";
}

interface Expiry {
  readonly what: "objects" | "old versions";
  readonly days: number;
  /** Whether a filter leaves some objects out. */
  readonly isPart: boolean;
  readonly name: string | undefined;
}

function expiryOf(rule: Fields, now: number): readonly Expiry[] {
  if (rule["Status"] !== "Enabled") return [];
  const isPart = leavesSomeOut(rule);
  const name = textOf(rule["ID"]);
  const expiration = fieldsOf(rule["Expiration"]);
  const noncurrent = fieldsOf(rule["NoncurrentVersionExpiration"]);
  const date = Date.parse(textOf(expiration["Date"]) ?? "");
  return [
    { what: "objects" as const, days: daysIn(expiration["Days"]), isPart, name },
    { what: "objects" as const, days: Math.ceil((date - now) / DAY), isPart, name },
    { what: "old versions" as const, days: daysIn(noncurrent["NoncurrentDays"]), isPart, name },
  ].filter(({ days }) => !Number.isNaN(days));
}

function daysIn(value: unknown): number {
  return typeof value === "number" || (typeof value === "string" && value !== "") ? Number(value) : Number.NaN;
}

/** An empty prefix leaves nothing out, and neither does a star as its author means it, though to S3 it is a letter. */
function leavesSomeOut(rule: Fields): boolean {
  const filter = fieldsOf(rule["Filter"]);
  if (filter["And"] !== undefined || filter["Tag"] !== undefined) return true;
  if (filter["ObjectSizeGreaterThan"] !== undefined || filter["ObjectSizeLessThan"] !== undefined) return true;
  const prefix = textOf(filter["Prefix"]) ?? textOf(rule["Prefix"]);
  return prefix !== undefined && prefix !== "*";
}
