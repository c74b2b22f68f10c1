import type { Severity } from "../../severity";
import { parseEventTime } from "../event-time";
import { type Fields, fieldsOf, flagOf, isFields, textOf } from "../fields";
import { bucketOfArn } from "./bucket-of-arn";
import { addressOf } from "./caller-address";
import type { FeedReader } from "./feed-reader";
import type { FindingStatus } from "./finding-event";

/** Amazon Macie's findings, on sensitive data and on buckets' settings. Macie Classic's alerts ended with it in 2022. */
export const macie: FeedReader = {
  feed: "macie",
  source: "aws.macie",
  detailType: "Macie Finding",
  isBare: ({ id, type, resourcesAffected, severity }) =>
    textOf(id) !== undefined && textOf(type) !== undefined && isFields(resourcesAffected) && isFields(severity),
  read: (detail) => {
    const affected = fieldsOf(detail["resourcesAffected"]);
    const bucket = fieldsOf(affected["s3Bucket"]);
    const path = textOf(fieldsOf(affected["s3Object"])["path"]);
    const actor = fieldsOf(fieldsOf(detail["policyDetails"])["actor"]);
    return [
      {
        findingId: textOf(detail["id"]),
        type: textOf(detail["type"]),
        title: textOf(detail["title"]),
        description: textOf(detail["description"]),
        severity: severityOf(fieldsOf(detail["severity"])),
        status: statusOf(detail),
        account: textOf(detail["accountId"]),
        region: textOf(detail["region"]),
        buckets: [textOf(bucket["name"]) ?? bucketOfArn(textOf(bucket["arn"])), bucketOfPath(path)],
        resources: [path === undefined ? textOf(bucket["arn"]) : `s3://${path}`],
        sourceIps: [addressOf(fieldsOf(actor["ipAddressDetails"])["ipAddressV4"])],
        callers: [callerOf(fieldsOf(actor["userIdentity"]))],
        updated: parseEventTime(detail["updatedAt"]),
        detail,
      },
    ];
  },
};

/** `bucket/key`, of an object. */
function bucketOfPath(path: string | undefined): string | undefined {
  return textOf(path?.split("/", 1)[0]);
}

/**
 * The identity lies under the name of its kind: `assumedRole`, `iamUser`, `root`, `federatedUser`, `awsAccount`, `awsService`.
 * @see https://docs.aws.amazon.com/macie/latest/APIReference/findings-describe.html
 */
function callerOf(identity: Fields): string | undefined {
  const kinds = Object.values(identity).filter(isFields);
  const names = kinds.map(({ arn, userName, principalId, accountId, invokedBy }) =>
    [arn, userName, principalId, accountId, invokedBy].map(textOf).find(Boolean),
  );
  return names.find(Boolean);
}

const DESCRIPTIONS: ReadonlyMap<unknown, Severity> = new Map([
  ["Low", "low"],
  ["Medium", "medium"],
  ["High", "high"],
]);

function severityOf({ description }: Fields): Severity {
  return DESCRIPTIONS.get(description) ?? "medium";
}

function statusOf({ archived, sample }: Fields): FindingStatus {
  if (flagOf(archived) === true) return "closed";
  return flagOf(sample) === true ? "sample" : "open";
}
