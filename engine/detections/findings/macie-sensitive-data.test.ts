import { MACIE_POLICY, macieFinding } from "../../../testing/fixtures/finding-fixture";
import { describeDetection } from "../../../testing/test-detection";
import type { Fields } from "../../events/fields";
import { findingsMacieSensitiveData } from "./macie-sensitive-data";

describeDetection(findingsMacieSensitiveData, {
  matches: [
    [
      "an object with people's data",
      macieFinding(),
      {
        severity: "high",
        bucket: "sensitive-data",
        resource: "s3://sensitive-data/people.csv",
        summary:
          "Macie reports SensitiveData:S3Object/Personal on bucket sensitive-data: The S3 object contains personal information",
        details: expect.objectContaining({ Object: "people.csv", "Who can read the bucket": "NOT_PUBLIC" }),
      },
    ],
    [
      "another object of the bucket, as the same incident",
      macieFinding({ id: "another" }),
      {
        dedupKey:
          "findings.macie-sensitive-data|111122223333|eu-central-1|sensitive-data|SensitiveData:S3Object/Personal",
      },
    ],
    ["medium severity", macieFinding({ severity: { description: "Medium", score: 2 } }), { severity: "medium" }],
    ["low severity", macieFinding({ severity: { description: "Low", score: 1 } }), { severity: "low" }],
    ["a severity of no known name", macieFinding({ severity: { description: "Grave" } }), { severity: "medium" }],
    ["a finding without its envelope", macieFinding()["detail"] as Fields, { severity: "high" }],
  ],
  ignores: [
    ["a finding about a bucket's settings", macieFinding(MACIE_POLICY)],
    ["an archived finding", macieFinding({ archived: true })],
    ["a sample", macieFinding({ sample: true })],
    ["an alert of Macie Classic", { ...macieFinding(), "detail-type": "Macie Alert" }],
  ],
});
