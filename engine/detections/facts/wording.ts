import type { Actor, CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { sourceText } from "../../events/source";
import { isCopiedRead } from "./copied-request";

/** Who is asking, as the subject of a sentence. */
export function actorInWords({ kind, arn, id, account }: Actor): string {
  switch (kind) {
    case "anonymous":
      return "an anonymous caller";
    case "foreign-account":
      return arn === undefined ? `a principal of account ${account ?? "unknown"}` : `${arn} of another account`;
    case "root":
      return `the root user of account ${account ?? "unknown"}`;
    default:
      return arn ?? id;
  }
}

/** What was asked for, as the end of a sentence. */
export function requestInWords(event: CloudTrailEvent): string {
  const { name, bucket, record } = event;
  return isCopiedRead(event) ? `${String(record["eventName"])} out of bucket ${bucket}` : `${name} on bucket ${bucket}`;
}

/** Where a request came from, as the end of a sentence. */
export function originInWords({ source, vpcEndpointId }: CloudTrailEvent): string {
  const origin = sourceText(source) ?? "an address that was not recorded";
  return vpcEndpointId === undefined ? origin : `${origin} through ${vpcEndpointId}`;
}
