import type { CloudTrailEvent } from "./cloudtrail-event";
import type { Fields } from "./fields";
import { parseCloudTrail } from "./parse-cloudtrail";

/** The account that owns the buckets in tests. */
export const OWNER = "111122223333";
/** Somebody else's account. */
export const FOREIGN = "444455556666";

/** `userIdentity` in the shapes in which S3 logs it. */
export const IDENTITIES = {
  user: {
    type: "IAMUser",
    principalId: "AIDAEXAMPLEALICE",
    arn: `arn:aws:iam::${OWNER}:user/alice`,
    accountId: OWNER,
    accessKeyId: "AKIAEXAMPLEALICE",
    userName: "alice",
  },
  role: {
    type: "AssumedRole",
    principalId: "AROAEXAMPLEAPP:i-0abc",
    arn: `arn:aws:sts::${OWNER}:assumed-role/app/i-0abc`,
    accountId: OWNER,
    sessionContext: {
      sessionIssuer: {
        type: "Role",
        principalId: "AROAEXAMPLEAPP",
        arn: `arn:aws:iam::${OWNER}:role/team/app`,
        accountId: OWNER,
      },
      attributes: { creationDate: "2026-03-01T09:00:00Z", mfaAuthenticated: "false" },
    },
  },
  root: { type: "Root", principalId: OWNER, arn: `arn:aws:iam::${OWNER}:root`, accountId: OWNER },
  foreign: { type: "AWSAccount", principalId: "AROAEXAMPLEFOREIGN:mallory", accountId: FOREIGN },
  anonymous: { type: "AWSAccount", principalId: "", accountId: "anonymous" },
  service: { type: "AWSService", invokedBy: "delivery.logs.amazonaws.com" },
} as const satisfies Record<string, Fields>;

/**
 * A raw S3 record for tests: alice reads `reports/2026.csv` in `sensitive-data` from 198.51.100.23. Overrides replace top-level fields,
 * those of `requestParameters` one by one; undefined removes.
 */
export function cloudTrail(overrides: Fields = {}): Fields {
  const { requestParameters, ...rest } = overrides;
  const record: Record<string, unknown> = {
    eventVersion: "1.11",
    userIdentity: IDENTITIES.user,
    eventTime: "2026-03-01T10:15:30Z",
    eventSource: "s3.amazonaws.com",
    eventName: "GetObject",
    awsRegion: "eu-central-1",
    sourceIPAddress: "198.51.100.23",
    userAgent: "[aws-cli/2.18.5 md/awscrt#0.22.0]",
    requestParameters: parametersWith(requestParameters, "requestParameters" in overrides),
    responseElements: null,
    requestID: "EXAMPLEREQUEST01",
    eventID: "0f1e2d3c-1111-4222-8333-444455556666",
    readOnly: true,
    eventType: "AwsApiCall",
    managementEvent: false,
    recipientAccountId: OWNER,
    eventCategory: "Data",
    ...rest,
  };
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}

/** The same, read; throws when the overrides make it unreadable. */
export function cloudTrailEvent(overrides: Fields = {}): CloudTrailEvent {
  const parsed = parseCloudTrail(cloudTrail(overrides));
  if (parsed.kind !== "event") throw new Error(`the sample record is no event: ${parsed.reason}`);
  return parsed.event;
}

const PARAMETERS = {
  bucketName: "sensitive-data",
  Host: "sensitive-data.s3.eu-central-1.amazonaws.com",
  key: "reports/2026.csv",
};

function parametersWith(overrides: unknown, isOverridden: boolean): unknown {
  if (!isOverridden) return PARAMETERS;
  if (typeof overrides !== "object" || overrides === null) return overrides;
  const merged = Object.entries({ ...PARAMETERS, ...overrides });
  return Object.fromEntries(merged.filter(([, value]) => value !== undefined));
}
