import { operationLevel } from "../events/access-log/operations";
import { describeRequester } from "../events/access-log/requester";
import type { Actor, Source } from "../events/cloudtrail/cloudtrail-event";
import { classifySource } from "../events/source";
import { type Fact, type PerimeterRequest, UNKNOWN } from "../perimeter/decision";
import type { AccessLogTuple } from "./request-group";

export interface LineRequest {
  readonly actor: Actor;
  readonly source: Source;
  readonly facts: PerimeterRequest;
}

/**
 * What IAM saw of a request, as far as its line in the server access log can say: never the VPC endpoint, never the path of a session's
 * role, and whether a service acted for the requester only by hints.
 */
export function lineRequest({ requester, remoteIp, operation, hasKey, isByService }: AccessLogTuple): LineRequest {
  const actor = describeRequester(requester ?? "-");
  // S3 knows itself whom it talks to, so that a service's name needs no one to vouch for it.
  const source = classifySource(remoteIp, { type: "AWSService", invokedBy: undefined });
  const isFromAws = source.kind === "aws-service" || source.kind === "aws-internal" || source.kind === "absent";
  return {
    actor,
    source,
    facts: {
      ...networkOf(source),
      principalArn: actor.kind === "anonymous" ? undefined : (actor.principalArn ?? UNKNOWN),
      principalIsAwsService: isService(actor, isFromAws),
      viaAwsService:
        actor.kind === "service" || actor.kind === "anonymous" ? false : isFromAws || isByService ? UNKNOWN : false,
      objectLevel: operationLevel({ operation, key: hasKey ? "?" : undefined }) === "object",
    },
  };
}

/** Whether a user agent names a service of AWS. */
export function isByService(userAgent: string | undefined): boolean {
  return userAgent?.includes(".amazonaws.com") ?? false;
}

function networkOf(source: Source): Pick<PerimeterRequest, "sourceIp" | "sourceVpc" | "sourceVpce"> {
  switch (source.kind) {
    case "public":
      return { sourceIp: source.address, sourceVpc: undefined, sourceVpce: undefined };
    case "private":
      return { sourceIp: undefined, sourceVpc: UNKNOWN, sourceVpce: UNKNOWN };
    case "unparseable":
      return { sourceIp: source.text, sourceVpc: undefined, sourceVpce: undefined };
    default:
      return { sourceIp: UNKNOWN, sourceVpc: UNKNOWN, sourceVpce: UNKNOWN };
  }
}

function isService(actor: Actor, isFromAws: boolean): Fact<boolean> {
  if (actor.kind === "service") return true;
  return actor.kind === "unknown" && isFromAws ? UNKNOWN : false;
}
