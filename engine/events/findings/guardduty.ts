import type { Severity } from "../../severity";
import { parseEventTime } from "../event-time";
import { type Fields, fieldsOf, flagOf, isFields, listOfFields, textOf } from "../fields";
import { sequenceNames } from "./attack-sequence";
import { bucketOfArn } from "./bucket-of-arn";
import { callerAddresses } from "./caller-address";
import type { FeedReader } from "./feed-reader";
import type { FindingStatus } from "./finding-event";
import { inCamelCase } from "./in-camel-case";

/** GuardDuty's findings: as EventBridge writes them, as its API does (`Resource` for `resource`), and the latter inside an envelope. */
export const guardDuty: FeedReader = {
  feed: "guardduty",
  source: "aws.guardduty",
  detailType: "GuardDuty Finding",
  isBare: (value) => {
    const { id, type, service, severity } = isApiForm(value) ? lowerTop(value) : value;
    return textOf(id) !== undefined && textOf(type) !== undefined && isFields(service) && typeof severity === "number";
  },
  read: (written) => {
    const detail = isApiForm(written) ? fieldsOf(inCamelCase(written)) : written;
    const resource = fieldsOf(detail["resource"]);
    const service = fieldsOf(detail["service"]);
    const action = fieldsOf(service["action"]);
    const sequence = sequenceNames(fieldsOf(service["detection"])["sequence"]);
    const resources = [...resourcesOf(resource), ...sequence.resources].filter((one) => one !== undefined);
    const buckets = [...bucketsOf(resource, action), ...sequence.buckets];
    return [
      {
        findingId: textOf(detail["id"]) ?? textOf(detail["arn"]),
        type: textOf(detail["type"]),
        title: textOf(detail["title"]),
        description: textOf(detail["description"]),
        severity: severityOfScore(detail["severity"]),
        status: statusOf(service),
        account: textOf(detail["accountId"]),
        region: textOf(detail["region"]),
        buckets,
        resources: resources.length > 0 ? resources : buckets,
        sourceIps: [...callerAddresses(action), ...sequence.sourceIps],
        callers: [userOf(fieldsOf(resource["accessKeyDetails"])), ...sequence.callers],
        updated: parseEventTime(detail["updatedAt"]) ?? parseEventTime(service["eventLastSeen"]),
        detail,
      },
    ];
  },
};

/**
 * GuardDuty's bands. A score that cannot be read counts as medium, for a finding is never nothing.
 * @see https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-severity.html
 */
export function severityOfScore(score: unknown): Severity {
  if (typeof score !== "number" || Number.isNaN(score)) return "medium";
  if (score >= 9) return "critical";
  if (score >= 7) return "high";
  if (score >= 4) return "medium";
  return score > 0 ? "low" : "informational";
}

function isApiForm(detail: Fields): boolean {
  return detail["id"] === undefined && textOf(detail["Id"]) !== undefined;
}

function lowerTop({ Id, Type, Service, Severity }: Fields): Fields {
  return { id: Id, type: Type, service: Service, severity: Severity };
}

function statusOf(service: Fields): FindingStatus {
  if (flagOf(service["archived"]) === true) return "closed";
  return isSample(fieldsOf(service["additionalInfo"])) ? "sample" : "open";
}

/** Old samples carry the flag itself, newer ones JSON inside a text. */
function isSample({ sample, value }: Fields): boolean {
  if (flagOf(sample) === true) return true;
  const text = textOf(value);
  if (text?.includes('"sample"') !== true) return false;
  try {
    // Looked for as a field, not as text: an attacker may write that text into a user agent, which is in here too.
    return flagOf(fieldsOf(JSON.parse(text))["sample"]) === true;
  } catch {
    return false;
  }
}

function bucketsOf(resource: Fields, action: Fields): readonly (string | undefined)[] {
  const { affectedResources } = fieldsOf(action["awsApiCallAction"]);
  return [
    ...listOfFields(resource["s3BucketDetails"]).map(({ name, arn }) => textOf(name) ?? bucketOfArn(textOf(arn))),
    textOf(fieldsOf(affectedResources)["AWS::S3::Bucket"]),
  ];
}

function resourcesOf(resource: Fields): readonly (string | undefined)[] {
  const named = RESOURCES[String(resource["resourceType"])]?.(resource);
  return named === undefined ? [] : named;
}

const RESOURCES: Readonly<Record<string, (resource: Fields) => readonly (string | undefined)[]>> = {
  S3Bucket: (resource) => listOfFields(resource["s3BucketDetails"]).map(({ arn }) => textOf(arn)),
  Instance: (resource) => [textOf(fieldsOf(resource["instanceDetails"])["instanceId"])],
  AccessKey: (resource) => [userOf(fieldsOf(resource["accessKeyDetails"]))],
  EKSCluster: (resource) => [textOf(fieldsOf(resource["eksClusterDetails"])["arn"])],
  ECSCluster: (resource) => [textOf(fieldsOf(resource["ecsClusterDetails"])["arn"])],
  Lambda: (resource) => [textOf(fieldsOf(resource["lambdaDetails"])["functionArn"])],
  RDSDBInstance: (resource) => [textOf(fieldsOf(resource["rdsDbInstanceDetails"])["dbInstanceArn"])],
};

function userOf({ userName, principalId }: Fields): string | undefined {
  return textOf(userName) ?? textOf(principalId);
}
