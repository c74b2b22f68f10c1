import type { Fields } from "./fields";

/** Account of the samples. */
const ACCOUNT = "111122223333";
const REGION = "eu-central-1";
const TIME = "2026-07-01T12:00:00Z";

/** An event as EventBridge would deliver it. */
export function envelope(source: string, detailType: string, detail: Fields): Fields {
  return {
    version: "0",
    id: "7d5a3c1e-0000-4000-8000-000000000001",
    "detail-type": detailType,
    source,
    account: ACCOUNT,
    time: TIME,
    region: REGION,
    resources: [],
    detail,
  };
}

/** A brute force attack on an instance, as GuardDuty hands it to EventBridge. */
export function guardDutyDetail(overrides: Fields = {}): Fields {
  return {
    schemaVersion: "2.0",
    accountId: ACCOUNT,
    region: REGION,
    id: "b0a1c2d3e4f5a6b7c8d9e0f1a2b3c4d5",
    type: "UnauthorizedAccess:EC2/SSHBruteForce",
    severity: 5,
    title: "198.51.100.23 is performing SSH brute force attacks against i-0a1b2c3d4e5f60718.",
    description: "Somebody guesses passwords.",
    createdAt: "2026-07-01T11:50:00.000Z",
    updatedAt: "2026-07-01T11:59:00.000Z",
    resource: { resourceType: "Instance", instanceDetails: { instanceId: "i-0a1b2c3d4e5f60718" } },
    service: {
      serviceName: "guardduty",
      archived: false,
      count: 7,
      resourceRole: "TARGET",
      additionalInfo: {},
      action: {
        actionType: "NETWORK_CONNECTION",
        networkConnectionAction: {
          connectionDirection: "INBOUND",
          remoteIpDetails: { ipAddressV4: "198.51.100.23" },
        },
      },
    },
    ...overrides,
  };
}

export function guardDutyFinding(overrides: Fields = {}): Fields {
  return envelope("aws.guardduty", "GuardDuty Finding", guardDutyDetail(overrides));
}

/** What differs when GuardDuty's finding is about a bucket that somebody opened. */
export const S3_FINDING: Fields = {
  id: "c1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6",
  type: "Policy:S3/BucketAnonymousAccessGranted",
  severity: 8,
  title: "Amazon S3 bucket sensitive-data was made public.",
  resource: {
    resourceType: "S3Bucket",
    s3BucketDetails: [{ name: "sensitive-data", arn: "arn:aws:s3:::sensitive-data", type: "Destination" }],
    accessKeyDetails: { userName: "alice" },
  },
  service: {
    archived: false,
    count: 1,
    action: {
      actionType: "AWS_API_CALL",
      awsApiCallAction: { api: "PutBucketPolicy", remoteIpDetails: { ipAddressV4: "198.51.100.24" } },
    },
  },
};

/** The same in the words of GuardDuty's API. */
export function inApiForm(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inApiForm);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name.charAt(0).toUpperCase() + name.slice(1), inApiForm(one)]),
  );
}

/** A control of Security Hub that a bucket fails. */
export function securityHubDetail(overrides: Fields = {}): Fields {
  return {
    SchemaVersion: "2018-10-08",
    Id: "arn:aws:securityhub:eu-central-1:111122223333:security-control/S3.2/finding/0f0f",
    ProductArn: "arn:aws:securityhub:eu-central-1::product/aws/securityhub",
    ProductName: "Security Hub",
    GeneratorId: "security-control/S3.2",
    AwsAccountId: ACCOUNT,
    Region: REGION,
    Types: ["Software and Configuration Checks/Industry and Regulatory Standards"],
    CreatedAt: "2026-07-01T11:00:00.000Z",
    UpdatedAt: "2026-07-01T11:59:30.000Z",
    Severity: { Label: "CRITICAL", Normalized: 90 },
    Title: "S3 general purpose buckets should block public read access",
    Description: "The bucket can be read by everybody.",
    Resources: [{ Type: "AwsS3Bucket", Id: "arn:aws:s3:::sensitive-data", Region: REGION }],
    Compliance: { Status: "FAILED", SecurityControlId: "S3.2" },
    WorkflowState: "NEW",
    Workflow: { Status: "NEW" },
    RecordState: "ACTIVE",
    ...overrides,
  };
}

/** One envelope around findings, given as what differs in each; one without differences unless said. */
export function securityHubFindings(...overrides: readonly Fields[]): Fields {
  const findings = (overrides.length === 0 ? [{}] : overrides).map(securityHubDetail);
  return envelope("aws.securityhub", "Security Hub Findings - Imported", { findings });
}

/** A bucket that no longer complies with a rule of AWS Config. */
export function configChange(overrides: Fields = {}): Fields {
  return envelope("aws.config", "Config Rules Compliance Change", {
    messageType: "ComplianceChangeNotification",
    awsAccountId: ACCOUNT,
    awsRegion: REGION,
    configRuleName: "s3-bucket-public-read-prohibited",
    configRuleARN: "arn:aws:config:eu-central-1:111122223333:config-rule/config-rule-a1b2c3",
    resourceType: "AWS::S3::Bucket",
    resourceId: "sensitive-data",
    notificationCreationTime: "2026-07-01T11:59:40.000Z",
    newEvaluationResult: {
      complianceType: "NON_COMPLIANT",
      annotation: "The policy grants read access to everybody.",
      resultRecordedTime: "2026-07-01T11:59:35.000Z",
    },
    oldEvaluationResult: { complianceType: "COMPLIANT" },
    ...overrides,
  });
}

/** A bucket that another account may read, as IAM Access Analyzer tells. */
export function accessAnalyzerFinding(overrides: Fields = {}): Fields {
  return envelope("aws.access-analyzer", "Access Analyzer Finding", {
    version: "1.0",
    id: "0a0b0c0d-1111-4222-8333-444455556666",
    accountId: ACCOUNT,
    region: REGION,
    status: "ACTIVE",
    resourceType: "AWS::S3::Bucket",
    resource: "arn:aws:s3:::reports",
    isPublic: false,
    isDeleted: false,
    principal: { AWS: "444455556666" },
    action: ["s3:GetObject", "s3:ListBucket"],
    condition: {},
    createdAt: "2026-07-01T11:00:00Z",
    analyzedAt: "2026-07-01T11:58:00Z",
    updatedAt: "2026-07-01T11:58:00Z",
    ...overrides,
  });
}

/** An object in which Macie found people's data. */
export function macieFinding(overrides: Fields = {}): Fields {
  return envelope("aws.macie", "Macie Finding", {
    schemaVersion: "1.0",
    id: "d1e2f3a4b5c6d7e8f9a0b1c2d3e4f5a6",
    accountId: ACCOUNT,
    region: REGION,
    type: "SensitiveData:S3Object/Personal",
    category: "CLASSIFICATION",
    title: "The S3 object contains personal information.",
    description: "The object contains personal information such as names or addresses.",
    severity: { description: "High", score: 3 },
    archived: false,
    sample: false,
    count: 1,
    createdAt: "2026-07-01T11:57:00.000Z",
    updatedAt: "2026-07-01T11:57:00.000Z",
    resourcesAffected: {
      s3Bucket: {
        name: "sensitive-data",
        arn: "arn:aws:s3:::sensitive-data",
        publicAccess: { effectivePermission: "NOT_PUBLIC" },
      },
      s3Object: { key: "people.csv", path: "sensitive-data/people.csv", publicAccess: false },
    },
    ...overrides,
  });
}

/** What differs when Macie's finding is about a bucket's settings. */
export const MACIE_POLICY: Fields = {
  id: "e2f3a4b5c6d7e8f9a0b1c2d3e4f5a6b7",
  type: "Policy:IAMUser/S3BucketPublic",
  category: "POLICY",
  title: "The S3 bucket is publicly accessible.",
  resourcesAffected: {
    s3Bucket: {
      name: "sensitive-data",
      arn: "arn:aws:s3:::sensitive-data",
      publicAccess: { effectivePermission: "PUBLIC" },
    },
    s3Object: null,
  },
  policyDetails: {
    action: { actionType: "AWS_API_CALL", apiCallDetails: { api: "PutBucketPolicy" } },
    actor: { ipAddressDetails: { ipAddressV4: "198.51.100.24" } },
  },
};

/** The scan of an object that was put, given its result. */
export function malwareScanResult(scanResultStatus: unknown, overrides: Fields = {}): Fields {
  const threats = scanResultStatus === "THREATS_FOUND" ? [{ name: "EICAR-Test-File" }] : null;
  return envelope("aws.guardduty", "GuardDuty Malware Protection Object Scan Result", {
    schemaVersion: "1.0",
    scanStatus: "COMPLETED",
    resourceType: "S3_OBJECT",
    s3ObjectDetails: {
      bucketName: "sensitive-data",
      objectKey: "uploads/invoice.pdf",
      eTag: "0123456789abcdef",
      versionId: "v1",
      s3Throttled: false,
    },
    scanResultDetails: { scanResultStatus, threats },
    ...overrides,
  });
}
