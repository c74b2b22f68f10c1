import type { AccessLogEvent } from "../../events/access-log/access-log-event";
import { operationLevel } from "../../events/access-log/operations";
import { sourceText } from "../../events/source";
import type { CompiledPerimeter, Decision, PerimeterRequest } from "../../perimeter/decision";
import { UNKNOWN } from "../../perimeter/decision";
import type { DetectionContext } from "../define-detection";

/** A line as the perimeter around its bucket sees the request. */
export interface LineJudgement {
  readonly perimeter: CompiledPerimeter["perimeter"];
  readonly caller: Decision;
}

/**
 * Judges a request by somebody other than an AWS service to a bucket inside a perimeter; undefined for everything else, where the line
 * names no address, and for a bucket's settings where the perimeter is only around its data.
 */
export function judgeLine(event: AccessLogEvent, context: DetectionContext): LineJudgement | undefined {
  const compiled = context.perimeterOf(event.bucket);
  if (compiled === undefined || event.actor.kind === "service") return undefined;
  if (compiled.perimeter.scope === "data" && operationLevel(event) === "management") return undefined;
  const network = networkOf(event);
  if (network === undefined) return undefined;
  const decide = (principalArn: string | undefined) =>
    compiled.decide({
      ...network,
      principalArn,
      principalIsAwsService: false,
      viaAwsService: false,
      objectLevel: true,
    });
  const decisions = possiblePrincipals(event, compiled.perimeter.allow.principals, context.account).map(decide);
  const caller = decisions.find(({ kind }) => kind === "allowed") ?? decisions[0];
  return caller && { perimeter: compiled.perimeter, caller };
}

type Network = Pick<PerimeterRequest, "sourceIp" | "sourceVpc" | "sourceVpce">;

/** Lines name no VPC endpoint. A private address came through one, which may be one of those that are let in. */
function networkOf({ source }: AccessLogEvent): Network | undefined {
  switch (source.kind) {
    case "public":
      return { sourceIp: source.address, sourceVpc: undefined, sourceVpce: undefined };
    case "private":
      return { sourceIp: source.address, sourceVpc: UNKNOWN, sourceVpce: UNKNOWN };
    case "unparseable":
      return { sourceIp: source.text, sourceVpc: undefined, sourceVpce: undefined };
    case "aws-service":
    case "aws-internal":
    case "absent":
      return undefined;
  }
}

const SESSION = /^(arn:[^:]+):sts(::\d{12}:)assumed-role\/([^/]+)\//;

/**
 * The ARNs that `aws:PrincipalArn` may have held; undefined for a caller without one. A session's requester lacks the path of its role, so
 * every path that the perimeter lets in counts as its own. A canonical user id is an account's own, and if it is the bucket's owner,
 * that of the account that Palisade is deployed in.
 */
function possiblePrincipals(
  { actor, bucketOwner }: AccessLogEvent,
  letIn: readonly string[],
  account: string,
): readonly (string | undefined)[] {
  const { arn, principalArn } = actor;
  if (principalArn !== undefined) return [principalArn];
  const [, partition, middle, role] = (arn && SESSION.exec(arn)) || [];
  if (role !== undefined) return ["", ...pathsIn(letIn)].map((path) => `${partition}:iam${middle}role/${path}${role}`);
  if (actor.id === bucketOwner) return ["aws", "aws-cn", "aws-us-gov"].map((one) => `arn:${one}:iam::${account}:root`);
  return [undefined];
}

/** `team/` of `arn:aws:iam::111122223333:role/team/app`. */
function pathsIn(patterns: readonly string[]): readonly string[] {
  return patterns.flatMap((pattern) => /:role\/(.*\/)[^/]*$/.exec(pattern)?.[1] ?? []);
}

/** One incident for one caller at one bucket from one address, however many keys. */
export function lineCallerBucketAddress({ actor, bucket, source }: AccessLogEvent): readonly string[] {
  return [actor.id, bucket, sourceText(source) ?? ""];
}
