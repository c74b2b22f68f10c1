import { createHash } from "node:crypto";
import { type Fields, fieldsOf, textOf } from "./fields";

/** CloudTrail's ids are 36 characters long; a much longer one is not from CloudTrail and would not fit a table's key. */
const LONGEST_ID = 128;

const IDENTIFYING = [
  "eventTime",
  "eventSource",
  "eventName",
  "requestID",
  "awsRegion",
  "recipientAccountId",
  "sourceIPAddress",
  "userAgent",
  "errorCode",
];

/** One id for all copies of one request, even where the record carries none. */
export function eventIdOf(record: Fields): string {
  const id = textOf(record["sharedEventID"]) ?? textOf(record["eventID"]);
  if (id === undefined) return hash(JSON.stringify(identifyingTexts(record)));
  return id.length <= LONGEST_ID ? id : hash(id);
}

// Chosen fields, not the whole record: serializing a record that is nested a hundred thousand deep would end in a stack overflow.
function identifyingTexts(record: Fields): readonly (string | undefined)[] {
  const identity = fieldsOf(record["userIdentity"]);
  const parameters = fieldsOf(record["requestParameters"]);
  return [
    ...IDENTIFYING.map((field) => textOf(record[field])),
    textOf(identity["arn"]),
    textOf(identity["principalId"]),
    textOf(identity["accountId"]),
    textOf(parameters["bucketName"]),
    textOf(parameters["key"]),
  ];
}

function hash(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("hex")}`;
}
