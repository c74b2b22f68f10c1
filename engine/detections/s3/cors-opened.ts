import { type Fields, fieldsOf, textOf } from "../../events/fields";
import { bucketInWords, defineBucketChange, elementOf, isProtected } from "../facts/bucket-change";
import { listInWords } from "../facts/list-in-words";
import { listOf } from "../facts/policy-document";
import { actorInWords } from "../facts/wording";

/** Scripts of any website may talk to a bucket. */
export const s3CorsOpened = defineBucketChange({
  id: "s3.cors-opened",
  title: "S3 bucket lets scripts of every website in",
  enabledByDefault: true,
  severity: "low",
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
