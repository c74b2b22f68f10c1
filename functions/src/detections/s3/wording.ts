import type { Actor, CloudTrailEvent } from "../../events/cloudtrail-event";
import { sourceText } from "../../events/source";

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

/** Where a request came from, as the end of a sentence. */
export function originInWords({ source, vpcEndpointId }: CloudTrailEvent): string {
  const origin = sourceText(source) ?? "an address that was not recorded";
  return vpcEndpointId === undefined ? origin : `${origin} through ${vpcEndpointId}`;
}
