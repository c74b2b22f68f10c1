import { type Fields, fieldsOf, textOf } from "../../events/fields";
import { bucketInWords, defineBucketChange, elementOf, isProtected } from "../facts/bucket-change";
import { listInWords } from "../facts/list-in-words";
import { listOf } from "../facts/policy-document";
import { actorInWords } from "../facts/wording";

/** Scripts of any website may talk to a bucket. */
export const s3CorsOpened = defineBucketChange({
  id: "s3.cors-opened",
  title: "S3 bucket lets scripts of every website in",
  status: "stable",
  enabledByDefault: true,
  severity: "low",
  attack: ["TA0009:T1530"],
  description:
    "A CORS rule for every origin was written: a visitor's browser may use the bucket on behalf of any website. Medium for a protected bucket, and where more than reading is allowed.",
  misses: ["origins with a wildcard that is nearly as wide, such as https://*.com"],
  falsePositives: ["buckets with fonts, pictures and other public files for many websites"],
  runbook: [
    "Name the origins that need the bucket in its CORS rule instead of a star.",
    "CORS alone lets nobody in: look whether the bucket's policy or presigned URLs do.",
  ],
  names: ["PutBucketCors"],
  matches: (event, context) => {
    const rules = listOf(fieldsOf(elementOf(event, "CORSConfiguration"))["CORSRule"]).map(fieldsOf);
    const open = rules.filter((rule) => textsIn(rule, "AllowedOrigin").includes("*"));
    if (open.length === 0) return undefined;
    const methods = [...new Set(open.flatMap((rule) => textsIn(rule, "AllowedMethod")))];
    const isMild = methods.every((method) => READING.has(method)) && !isProtected(event, context);
    return {
      severity: isMild ? "low" : "medium",
      summary: `${actorInWords(event.actor)} let scripts of every website in to ${bucketInWords(event)}`,
      details: { Methods: listInWords(methods, 5) },
    };
  },
});

const READING: ReadonlySet<string> = new Set(["GET", "HEAD"]);

function textsIn(rule: Fields, name: string): readonly string[] {
  return listOf(rule[name]).flatMap((value) => textOf(value) ?? []);
}
