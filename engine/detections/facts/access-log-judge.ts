import type { AccessLogEvent } from "../../events/access-log/access-log-event";
import { operationLevel } from "../../events/access-log/operations";
import type { Source } from "../../events/cloudtrail/cloudtrail-event";
import { sourceText } from "../../events/source";
import type { CompiledPerimeter, Decision, PerimeterRequest } from "../../perimeter/decision";
import { UNKNOWN } from "../../perimeter/decision";
import type { DetectionContext } from "../engine/define-detection";
import { isCovered, isJudged } from "./coverage";

/** A line as the perimeter around its bucket sees the request. */
export interface LineJudgement {
  readonly perimeter: CompiledPerimeter["perimeter"];
  readonly caller: Decision;
  /** Whether the scope covers the operation. */
  readonly isCovered: boolean;
}

/**
 * Judges a request to a bucket inside a perimeter; undefined for everything else, for an AWS service that is not allowed, where the line
 * names no address, and for a bucket's settings where the perimeter is only around its data.
 */
export function judgeLine(event: AccessLogEvent, context: DetectionContext): LineJudgement | undefined {
  const compiled = context.perimeterOf(event.bucket);
  if (compiled === undefined) return undefined;
  const { perimeter, decide } = compiled;
  const request = requestFrom(event.source);
  if (request === undefined) return undefined;
  const level = operationLevel(event);
  if (!isJudged(perimeter, level)) return undefined;
  const judged = (caller: Decision) => ({ perimeter, caller, isCovered: isCovered(perimeter, level) });
  // Who asks matters only where the address does not let it in, and is the dearer question.
  const nobody = decide(request);
  if (nobody.kind === "allowed") return judged(nobody);
  if (event.actor.kind === "service") return undefined;
  const { principals } = perimeter.allow;
  if (principals.length === 0) return judged(nobody);
  for (const principalArn of possiblePrincipals(event, principals, context.account)) {
    const caller = decide({ ...request, principalArn });
    if (caller.kind === "allowed") return judged(caller);
  }
  return judged(nobody);
}

/** What the source says of a request by no one. Lines name no VPC endpoint; a private address came through one, which may be allowed. */
function requestFrom(source: Source): PerimeterRequest | undefined {
  switch (source.kind) {
    case "public":
      return requestOf(source.address, undefined);
    case "private":
      return requestOf(source.address, UNKNOWN);
    case "unparseable":
      return requestOf(source.text, undefined);
    case "aws-service":
    case "aws-internal":
    case "absent":
      return undefined;
  }
}

function requestOf(sourceIp: string, endpoint: typeof UNKNOWN | undefined): PerimeterRequest {
  return {
    sourceIp,
    sourceVpc: endpoint,
    sourceVpce: endpoint,
    principalArn: undefined,
    principalIsAwsService: false,
    viaAwsService: false,
    objectLevel: true,
  };
}

const SESSION = /^(arn:[^:]+):sts(::\d{12}:)assumed-role\/([^/]+)\//;

/**
 * The ARNs that `aws:PrincipalArn` may have held; none for a caller without one. A session's requester lacks the path of its role, so
 * every path that the perimeter allows counts as its own. A canonical user id is an account's own, and if it is the bucket's owner,
 * that of the account that Palisade is deployed in.
 */
function possiblePrincipals(
  { actor, bucketOwner }: AccessLogEvent,
  letIn: readonly string[],
  account: string,
): readonly string[] {
  const { arn, principalArn } = actor;
  if (principalArn !== undefined) return [principalArn];
  const [, partition, middle, role] = (arn && SESSION.exec(arn)) || [];
  if (role !== undefined) return ["", ...pathsIn(letIn)].map((path) => `${partition}:iam${middle}role/${path}${role}`);
  if (actor.id === bucketOwner) return ["aws", "aws-cn", "aws-us-gov"].map((one) => `arn:${one}:iam::${account}:root`);
  return [];
}

/** `team/` of `arn:aws:iam::111122223333:role/team/app`. */
function pathsIn(patterns: readonly string[]): readonly string[] {
  return patterns.flatMap((pattern) => /:role\/(.*\/)[^/]*$/.exec(pattern)?.[1] ?? []);
}

/** One incident for one caller at one bucket from one address, however many keys. */
export function lineCallerBucketAddress({ actor, bucket, source }: AccessLogEvent): readonly string[] {
  return [actor.id, bucket, sourceText(source) ?? ""];
}
