import type { Severity } from "../../severity";
import { parseEventTime } from "../event-time";
import { type Fields, fieldsOf, isFields, listOfFields, textOf } from "../fields";
import { sequenceNames } from "./attack-sequence";
import { bucketOfArn } from "./bucket-of-arn";
import { addressOf, callerAddresses } from "./caller-address";
import type { FeedFinding, FeedReader } from "./feed-reader";
import type { FindingStatus } from "./finding-event";
import { inCamelCase } from "./in-camel-case";

/** Findings in the AWS Security Finding Format, its own or another product's, which Security Hub sends at every update. */
export const securityHub: FeedReader = {
  feed: "securityhub",
  source: "aws.securityhub",
  detailType: "Security Hub Findings - Imported",
  isBare: ({ Id, ProductArn, GeneratorId }) =>
    textOf(Id) !== undefined && textOf(ProductArn) !== undefined && textOf(GeneratorId) !== undefined,
  read: ({ findings }) => (Array.isArray(findings) ? findings.filter(isFields).map(findingOf) : []),
  detailOf: (finding) => ({ findings: [finding] }),
};

function findingOf(finding: Fields): FeedFinding {
  const resources = listOfFields(finding["Resources"]);
  const sequence = sequenceNames(fieldsOf(inCamelCase(finding["Detection"]))["sequence"]);
  return {
    findingId: textOf(finding["Id"]),
    type: typeOf(finding),
    title: textOf(finding["Title"]),
    description: textOf(finding["Description"]),
    severity: severityOf(fieldsOf(finding["Severity"])),
    status: statusOf(finding),
    account: textOf(finding["AwsAccountId"]),
    region: textOf(finding["Region"]) ?? textOf(resources[0]?.["Region"]),
    buckets: [...resources.flatMap(bucketsOf), ...sequence.buckets],
    resources: [...resources.map(({ Id }) => textOf(Id)), ...sequence.resources],
    sourceIps: [...addressesOf(finding), ...sequence.sourceIps],
    callers: [...resources.map(keyOwner), ...sequence.callers],
    updated: parseEventTime(finding["UpdatedAt"]) ?? parseEventTime(finding["CreatedAt"]),
    detail: finding,
  };
}

/** The control's id where it is one, such as `S3.2`, which stands elsewhere in findings of old; else the first of the finding's types. */
function typeOf({ Compliance, ProductFields, Types, GeneratorId }: Fields): string | undefined {
  const { ControlId, RuleId } = fieldsOf(ProductFields);
  const control = textOf(fieldsOf(Compliance)["SecurityControlId"]) ?? textOf(ControlId) ?? textOf(RuleId);
  const [type] = Array.isArray(Types) ? Types : [];
  return control ?? textOf(type) ?? textOf(GeneratorId);
}

const LABELS: ReadonlyMap<unknown, Severity> = new Map([
  ["INFORMATIONAL", "informational"],
  ["LOW", "low"],
  ["MEDIUM", "medium"],
  ["HIGH", "high"],
  ["CRITICAL", "critical"],
]);

/**
 * By its label; findings of old have a number only, from 0 to 100.
 * @see https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_Severity.html
 */
function severityOf({ Label, Normalized }: Fields): Severity {
  const severity = LABELS.get(Label);
  if (severity !== undefined) return severity;
  if (typeof Normalized !== "number" || Number.isNaN(Normalized)) return "medium";
  if (Normalized >= 90) return "critical";
  if (Normalized >= 70) return "high";
  if (Normalized >= 40) return "medium";
  return Normalized >= 1 ? "low" : "informational";
}

/** A workflow that is not given is a new one: only what is known to be looked after is closed. */
function statusOf({ RecordState, Workflow, WorkflowState, Compliance }: Fields): FindingStatus {
  const workflow = textOf(fieldsOf(Workflow)["Status"]) ?? textOf(WorkflowState) ?? "NEW";
  const isClosed =
    RecordState === "ARCHIVED" || workflow !== "NEW" || textOf(fieldsOf(Compliance)["Status"]) === "PASSED";
  return isClosed ? "closed" : "open";
}

/** Products name a bucket by its ARN, in the resource's details, or by nothing but its name. */
function bucketsOf({ Type, Id, Details }: Fields): readonly (string | undefined)[] {
  const id = textOf(Id);
  if (Type !== "AwsS3Bucket" && Type !== "AwsS3Object") return [bucketOfArn(id)];
  const { AwsS3Bucket } = fieldsOf(Details);
  const bare = Type === "AwsS3Bucket" && id !== undefined && BUCKET_NAME.test(id) ? id : undefined;
  return [bucketOfArn(id) ?? bare, textOf(fieldsOf(AwsS3Bucket)["Name"])];
}

const BUCKET_NAME = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** Who used an access key, as products say that findings are about one. */
function keyOwner({ Details }: Fields): string | undefined {
  const { PrincipalName, UserName, PrincipalId } = fieldsOf(fieldsOf(Details)["AwsIamAccessKey"]);
  return textOf(PrincipalName) ?? textOf(UserName) ?? textOf(PrincipalId);
}

function addressesOf({ Action, Network }: Fields): readonly (string | undefined)[] {
  const { Direction, SourceIpV4, SourceIpV6 } = fieldsOf(Network);
  const incoming = Direction === "IN" ? [addressOf(SourceIpV4), addressOf(SourceIpV6)] : [];
  return [...callerAddresses(fieldsOf(inCamelCase(Action))), ...incoming];
}
