import type { Severity } from "../../severity";
import { parseEventTime } from "../event-time";
import { type Fields, fieldsOf, flagOf, isFields, textOf } from "../fields";
import type { FindingStatus } from "../finding-event";
import { callerAddress } from "./caller-address";
import type { FeedReader } from "./feed-reader";
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
    const bucket = bucketOf(resource, service);
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
        bucket,
        resource: resourceOf(resource) ?? bucket,
        sourceIp: callerAddress(fieldsOf(service["action"])),
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

function bucketOf(resource: Fields, service: Fields): string | undefined {
  const details = listOf(resource["s3BucketDetails"]);
  const sequence = fieldsOf(fieldsOf(service["detection"])["sequence"]);
  const attacked = listOf(sequence["resources"]).filter(({ resourceType }) => resourceType === "S3_BUCKET");
  return [...details, ...attacked].map(({ name }) => textOf(name)).find(Boolean);
}

function resourceOf(resource: Fields): string | undefined {
  switch (resource["resourceType"]) {
    case "S3Bucket":
      return listOf(resource["s3BucketDetails"])
        .map(({ arn }) => textOf(arn))
        .find(Boolean);
    case "Instance":
      return textOf(fieldsOf(resource["instanceDetails"])["instanceId"]);
    case "AccessKey":
      return userOf(fieldsOf(resource["accessKeyDetails"]));
    case "EKSCluster":
      return textOf(fieldsOf(resource["eksClusterDetails"])["arn"]);
    case "ECSCluster":
      return textOf(fieldsOf(resource["ecsClusterDetails"])["arn"]);
    case "Lambda":
      return textOf(fieldsOf(resource["lambdaDetails"])["functionArn"]);
    case "RDSDBInstance":
      return textOf(fieldsOf(resource["rdsDbInstanceDetails"])["dbInstanceArn"]);
    default:
      return undefined;
  }
}

function userOf({ userName, principalId }: Fields): string | undefined {
  return textOf(userName) ?? textOf(principalId);
}

function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}
