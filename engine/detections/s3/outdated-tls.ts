import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { LISTING_EVENT_NAMES, OBJECT_EVENT_NAMES } from "../../events/cloudtrail/s3-event-names";
import { fieldsOf, textOf } from "../../events/fields";
import { defineDetection } from "../engine/define-detection";
import { callsToProtectedBuckets } from "../engine/rule-patterns";
import { isAwsItself } from "../facts/aws-itself";
import { callerBucket, isProtectedCall } from "../facts/protected-call";
import { actorInWords, originInWords } from "../facts/wording";

const CALL_NAMES = [...OBJECT_EVENT_NAMES, ...LISTING_EVENT_NAMES];
const NAMES: ReadonlySet<string> = new Set(CALL_NAMES);

/** TLS 1.0 has two names: CloudTrail's own, and the one that access logs' readers write. */
const OUTDATED: ReadonlySet<string> = new Set(["TLSv1", "TLSv1.0", "TLSv1.1", "SSLv3"]);

/** Anyone on the network path can read along. */
export const s3OutdatedTls = defineDetection({
  id: "s3.outdated-tls",
  title: "Protected S3 bucket used over TLS older than 1.2",
  enabledByDefault: true,
  severity: "low",
  log: "CloudTrail data events",
  purpose: "access",
  patterns: (settings) =>
    callsToProtectedBuckets(settings, CALL_NAMES, { detail: { tlsDetails: { tlsVersion: [...OUTDATED] } } }),
  matches: (event, context) => {
    if (!isProtectedCall(event, context, NAMES) || isAwsItself(event)) return undefined;
    const version = tlsVersionOf(event);
    if (version === undefined || !OUTDATED.has(version)) return undefined;
    return {
      summary: `${actorInWords(event.actor)} used bucket ${event.bucket} over ${version} from ${originInWords(event)}`,
      details: { TLS: version },
    };
  },
  dedupBy: callerBucket,
});

function tlsVersionOf({ record }: CloudTrailEvent): string | undefined {
  return textOf(fieldsOf(record["tlsDetails"])["tlsVersion"]);
}
