import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { type Fields, fieldsOf } from "../../events/fields";
import { elementOf } from "./bucket-change";
import { listOf } from "./policy-document";

/** Rules of a default encryption that is being written. */
export function encryptionRules(event: CloudTrailEvent): readonly Fields[] {
  return listOf(fieldsOf(elementOf(event, "ServerSideEncryptionConfiguration"))["Rule"]).map(fieldsOf);
}

/** What a rule encrypts with. */
export function defaultsOf(rule: Fields): Fields {
  return fieldsOf(rule["ApplyServerSideEncryptionByDefault"]);
}
