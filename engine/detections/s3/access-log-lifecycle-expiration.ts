import { defineAccessLogDetection } from "../engine/define-detection";

const EXPIRATIONS: ReadonlySet<string> = new Set(["S3.EXPIRE.OBJECT", "S3.CREATE.DELETEMARKER"]);

/** A lifecycle rule deletes without any call: a principal that may write one need not delete anything. */
export const s3AccessLogLifecycleExpiration = defineAccessLogDetection({
  id: "s3.access-log-lifecycle-expiration",
  title: "Lifecycle rules deleted many objects of a protected S3 bucket",
  enabledByDefault: false,
  severity: "medium",
  matches: (event, context) => {
    if (!EXPIRATIONS.has(event.operation) || event.actor.kind !== "service") return undefined;
    if (context.perimeterOf(event.bucket) === undefined) return undefined;
    return {
      summary: `Lifecycle rules are deleting objects of bucket ${event.bucket}`,
      ...(event.key !== undefined && { details: { "One of the keys": event.key } }),
    };
  },
  dedupBy: ({ bucket }) => [bucket],
  state: { kind: "threshold", reach: 1000, withinMinutes: 1440, unit: "expired objects" },
});
