import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { type Fields, fieldsOf } from "../../events/fields";

/** Whether a call of a service, `iam` for `iam.amazonaws.com`, by one of these names went through. */
export function isSuccessfulCall(event: CloudTrailEvent, service: string, names: ReadonlySet<string>): boolean {
  return names.has(event.name) && event.errorCode === undefined && event.service === `${service}.amazonaws.com`;
}

/** What was asked for; no fields where the record does not say. */
export function requestOf({ record }: CloudTrailEvent): Fields {
  return fieldsOf(record["requestParameters"]);
}

/** What was answered; no fields where the record does not say. */
export function answerOf({ record }: CloudTrailEvent): Fields {
  return fieldsOf(record["responseElements"]);
}
