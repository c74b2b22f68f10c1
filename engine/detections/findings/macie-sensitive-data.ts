import { fieldsOf, textOf } from "../../events/fields";
import { defineFindingDetection } from "../engine/define-detection";
import { findings } from "../engine/rule-patterns";
import { bucketKey } from "../facts/finding-key";
import { findingDetails, reportInWords } from "../facts/finding-wording";

/** Data of people, money or credentials in an object. */
export const findingsMacieSensitiveData = defineFindingDetection({
  id: "findings.macie-sensitive-data",
  title: "Macie found sensitive data in a bucket",
  enabledByDefault: true,
  severity: "low",
  log: "Amazon Macie",
  purpose: "findings",
  patterns: () => [findings("aws.macie", ["Macie Finding"], { type: [{ prefix: "SensitiveData:" }] })],
  matches: (event) => {
    if (event.feed !== "macie" || event.status !== "open" || !event.type.startsWith("SensitiveData:")) return undefined;
    const affected = fieldsOf(event.detail["resourcesAffected"]);
    return {
      severity: event.severity,
      summary: reportInWords("Macie", event),
      details: findingDetails(event, {
        Object: textOf(fieldsOf(affected["s3Object"])["key"]),
        "Who can read the bucket": textOf(
          fieldsOf(fieldsOf(affected["s3Bucket"])["publicAccess"])["effectivePermission"],
        ),
      }),
    };
  },
  dedupBy: (event) => [...bucketKey(event), event.type],
});
