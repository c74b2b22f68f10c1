import type { Severity } from "../../severity";
import { parseEventTime } from "../event-time";
import { type Fields, fieldsOf, flagOf, listOfFields, textOf } from "../fields";
import { bucketOfArn } from "./bucket-of-arn";
import type { FeedReader } from "./feed-reader";
import type { FindingStatus } from "./finding-event";

/** Findings of IAM Access Analyzer on access from outside its zone of trust. */
export const accessAnalyzer: FeedReader = {
  feed: "access-analyzer",
  source: "aws.access-analyzer",
  detailType: "Access Analyzer Finding",
  isBare: ({ id, analyzedAt, resourceType, status }) =>
    [id, analyzedAt, resourceType, status].every((value) => textOf(value) !== undefined),
  read: (detail) => {
    const resource = textOf(detail["resource"]);
    return [
      {
        findingId: textOf(detail["id"]),
        type: typeOf(detail),
        title: undefined,
        description: undefined,
        severity: severityOf(detail),
        status: statusOf(detail),
        // Lists of findings name the owner, events the account of the analyzer.
        account: textOf(detail["resourceOwnerAccount"]) ?? textOf(detail["accountId"]),
        region: textOf(detail["region"]),
        buckets: [bucketOfArn(resource)],
        resources: [resource, ...listOfFields(detail["sources"]).map(accessPointOf)],
        callers: principalsOf(detail),
        updated: parseEventTime(detail["updatedAt"]) ?? parseEventTime(detail["analyzedAt"]),
        detail,
      },
    ];
  },
};

/** Who may use it. A kind of principal may be named several times. */
export function principalsOf(detail: Fields): readonly string[] {
  return Object.values(fieldsOf(detail["principal"]))
    .flat()
    .flatMap((value) => textOf(value) ?? []);
}

/** What else lets them in, beside the resource's own policy. */
function accessPointOf({ detail }: Fields): string | undefined {
  return textOf(fieldsOf(detail)["accessPointArn"]);
}

function typeOf(detail: Fields): string {
  if (textOf(detail["error"]) !== undefined) return "Analysis failed";
  return flagOf(detail["isPublic"]) === true ? "Public access" : "External access";
}

function severityOf(detail: Fields): Severity {
  if (flagOf(detail["isPublic"]) === true) return "high";
  return textOf(detail["error"]) === undefined ? "medium" : "low";
}

function statusOf({ status, isDeleted }: Fields): FindingStatus {
  return flagOf(isDeleted) === true || status === "ARCHIVED" || status === "RESOLVED" ? "closed" : "open";
}
