import { defineDetection } from "../engine/define-detection";
import { callsToProtectedBuckets } from "../engine/rule-patterns";
import { isAwsItself } from "../facts/aws-itself";
import { callerBucket, isProtectedCall } from "../facts/protected-call";
import { actorInWords, originInWords } from "../facts/wording";

const WRITE_NAMES = ["PutObject", "PostObject", "CopyObject", "CompleteMultipartUpload"] as const;
const WRITES: ReadonlySet<string> = new Set(WRITE_NAMES);

/** Every visitor of the site runs it. */
export const s3StaticSiteScriptOverwritten = defineDetection({
  id: "s3.static-site-script-overwritten",
  title: "Script of a static website written",
  enabledByDefault: false,
  severity: "medium",
  log: "CloudTrail data events",
  purpose: "access",
  patterns: (settings) => callsToProtectedBuckets(settings, WRITE_NAMES),
  matches: (event, context) => {
    if (!isProtectedCall(event, context, WRITES) || !isSiteScript(event.key)) return undefined;
    // A user agent of a release tool would excuse no one: the caller chooses it.
    if (isAwsItself(event) || context.isDeployer(event.actor)) return undefined;
    return {
      summary: `${actorInWords(event.actor)} wrote the script ${event.key} in bucket ${event.bucket} from ${originInWords(event)}`,
    };
  },
  dedupBy: callerBucket,
});

function isSiteScript(key: string | undefined): boolean {
  if (!key?.endsWith(".js")) return false;
  return key.startsWith("static/js/") || key.includes("/static/js/");
}
