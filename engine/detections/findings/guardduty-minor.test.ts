import { guardDutyDetail, guardDutyFinding, S3_FINDING } from "../../../testing/fixtures/finding-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { findingsGuarddutyMinor } from "./guardduty-minor";

describeDetection(findingsGuarddutyMinor, {
  matches: [
    ["brute force against an instance that is only the target", guardDutyFinding({ severity: 2 }), { severity: "low" }],
    ["severity 3.9", guardDutyFinding({ severity: 3.9 }), { severity: "low" }],
    ["severity 0", guardDutyFinding({ severity: 0 }), { severity: "informational" }],
  ],
  ignores: [
    ["severity 4", guardDutyFinding({ severity: 4 })],
    ["a mild finding about S3", guardDutyFinding({ ...S3_FINDING, severity: 2 })],
    [
      "an archived finding",
      guardDutyFinding({ severity: 2, service: { ...(guardDutyDetail()["service"] as object), archived: true } }),
    ],
    ["a severity that cannot be read, which is never a mild one", guardDutyFinding({ severity: "low" })],
  ],
});
