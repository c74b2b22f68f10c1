import { fieldsOf, textOf } from "../../events/fields";
import { defineFindingDetection } from "../engine/define-detection";
import { findings } from "../engine/listen";
import { bucketKey } from "../facts/finding-key";
import { findingDetails, reportInWords } from "../facts/finding-wording";

/** Data of people, money or credentials in an object. */
export const findingsMacieSensitiveData = defineFindingDetection({
  id: "findings.macie-sensitive-data",
  title: "Macie found sensitive data in a bucket",
  status: "stable",
  enabledByDefault: true,
  severity: "low",
  attack: ["TA0009:T1530", "TA0006:T1552"],
  description:
    "Amazon Macie found personal or financial information, credentials or data of your own definition in an object. A bucket's findings of one type fold into one incident, since every object has its own.",
  misses: [
    "everything, while Macie is off, and buckets that no job or automated discovery looks into",
    "objects that Macie cannot read: encrypted with a key that it may not use, archived, too large, or of a kind unknown to it",
    "Macie's sample findings, which are ignored",
  ],
  falsePositives: [
    "test data that looks like people's",
    "buckets that are meant to hold such data: suppress the bucket in palisade.yaml, or the finding in Macie",
  ],
  runbook: [
    "Open the finding in the Macie console to see what was found where in the object.",
    "Ask whether the bucket is meant to hold such data, and who can read it. Move the object if not.",
    "Revoke credentials that lay there, as if they were known.",
  ],
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
