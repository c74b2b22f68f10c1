import { defineFindingDetection } from "../engine/define-detection";
import { findings } from "../engine/rule-patterns";
import { findingKey } from "../facts/finding-key";
import { guardDutyDetails, reportInWords } from "../facts/finding-wording";

/** Palisade receives the object's own scan result, in the account that owns the bucket. */
const MALICIOUS_FILE = "Object:S3/MaliciousFile";

/** GuardDuty on S3: however mild it thinks a finding, S3 is what Palisade is for. */
export const findingsGuarddutyS3 = defineFindingDetection({
  id: "findings.guardduty-s3",
  title: "GuardDuty found a threat to S3",
  enabledByDefault: true,
  severity: "low",
  log: "Amazon GuardDuty",
  purpose: "findings",
  patterns: () => [findings("aws.guardduty", ["GuardDuty Finding"], { type: [{ wildcard: "*:S3/*" }] })],
  matches: (event, { account }) => {
    if (event.feed !== "guardduty" || event.status !== "open" || !event.type.includes(":S3/")) return undefined;
    if (event.type === MALICIOUS_FILE && event.account === account) return undefined;
    return {
      severity: event.severity,
      summary: reportInWords("GuardDuty", event),
      details: guardDutyDetails(event),
    };
  },
  dedupBy: findingKey,
});
