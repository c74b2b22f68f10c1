import { securityHubDetail, securityHubFindings } from "../../../testing/fixtures/finding-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { findingsSecurityHub } from "./security-hub";

const product = (name: string) => ({ ProductArn: `arn:aws:securityhub:eu-central-1::product/aws/${name}` });
const OWN = {
  ProductArn: "arn:aws:securityhub:eu-central-1:111122223333:product/111122223333/default",
  GeneratorId: "palisade/s3.policy-made-public",
  Id: "palisade/0123456789abcdef0123456789abcdef",
};
const MEMBER = { AwsAccountId: "222233334444" };

describeDetection(findingsSecurityHub, {
  matches: [
    [
      "a control that a bucket fails",
      securityHubFindings(),
      {
        severity: "critical",
        event: "S3.2",
        bucket: "sensitive-data",
        resource: "arn:aws:s3:::sensitive-data",
        summary:
          "Security Hub reports S3.2 on bucket sensitive-data: S3 general purpose buckets should block public read access",
        details: expect.objectContaining({ Product: "Security Hub" }),
      },
    ],
    ["a finding labelled HIGH", securityHubFindings({ Severity: { Label: "HIGH" } }), { severity: "high" }],
    ["a warning", securityHubFindings({ Compliance: { Status: "WARNING" } }), {}],
    ["a finding that is no control", securityHubFindings({ Compliance: undefined, ...product("inspector") }), {}],
    [
      "a partition other than aws",
      securityHubFindings({ ProductArn: "arn:aws-us-gov:securityhub:::product/aws/securityhub" }),
      {},
    ],
    [
      "a product of one's own that calls itself GuardDuty",
      securityHubFindings({
        ProductArn: "arn:aws:securityhub:eu-central-1:111122223333:product/111122223333/default",
        ProductName: "GuardDuty",
      }),
      {},
    ],
    [
      "another product that names its generator like Palisade's",
      securityHubFindings({ ...OWN, ...product("inspector") }),
      {},
    ],
    ["a finding of one's own product with an id of its own", securityHubFindings({ ...OWN, Id: "mine" }), {}],
    [
      "the one of several in an envelope that is new and grave",
      securityHubFindings({ Severity: { Label: "LOW" } }, { Id: "second" }, { Id: "third", RecordState: "ARCHIVED" }),
      { dedupKey: "findings.security-hub|111122223333|eu-central-1|second" },
    ],
    ["a finding without its envelope", securityHubDetail(), { severity: "critical" }],
    [
      "Config of a member account, which is reported only there",
      securityHubFindings({ ...product("config"), ...MEMBER }),
      { account: "222233334444" },
    ],
    ["Access Analyzer of a member account", securityHubFindings({ ...product("access-analyzer"), ...MEMBER }), {}],
  ],
  ignores: [
    ["what Palisade itself imported", securityHubFindings(OWN)],
    [
      "what Palisade imported in a member account",
      securityHubFindings({ ...OWN, ProductArn: OWN.ProductArn.replaceAll("111122223333", "222233334444"), ...MEMBER }),
    ],
    ["a finding labelled MEDIUM", securityHubFindings({ Severity: { Label: "MEDIUM" } })],
    ["an archived finding", securityHubFindings({ RecordState: "ARCHIVED" })],
    ["a finding that someone was notified of", securityHubFindings({ Workflow: { Status: "NOTIFIED" } })],
    ["a suppressed finding", securityHubFindings({ Workflow: { Status: "SUPPRESSED" } })],
    ["a resolved finding", securityHubFindings({ Workflow: { Status: "RESOLVED" } })],
    ["a finding resolved in the words of old", securityHubFindings({ Workflow: undefined, WorkflowState: "RESOLVED" })],
    ["a control that is passed", securityHubFindings({ Compliance: { Status: "PASSED" } })],
    ["GuardDuty, which Palisade hears itself", securityHubFindings(product("guardduty"))],
    ["GuardDuty of a member account", securityHubFindings({ ...product("guardduty"), ...MEMBER })],
    ["Macie", securityHubFindings(product("macie"))],
    ["Config of the own account", securityHubFindings(product("config"))],
    ["Access Analyzer of the own account", securityHubFindings(product("access-analyzer"))],
    [
      "a finding that a person sent to a custom action",
      { ...securityHubFindings(), "detail-type": "Security Hub Findings - Custom Action" },
    ],
    ["an envelope without findings", { ...securityHubFindings(), detail: { findings: [] } }],
  ],
});
