import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import type { Cause } from "../engine/define-detection";

/** What an error says of the policy that denied: a bucket's or other resource's, a policy of another kind, or nothing. */
export type NamedPolicy = "resource-policy" | "other-policy" | "unsaid";

/** CloudTrail cuts error messages at 1 KB, and what then stands at the end may be part of an object's key. */
const LONGEST_WHOLE_MESSAGE = 1000;

const ACTION = /^User: [^\s]+ is not authorized to perform: ([a-z0-9-]+):/;
// Only at the very end, behind the resource's closing quote: a caller chooses the key that it asks for, and so the text before it.
const EXPLICIT_DENY = /[" ]with an explicit deny in an? ([a-z -]+?)(?:: ?arn:[^\s"]+)?\.?$/i;
const IMPLICIT_DENY = /" because no [a-z -]+ policy allows the [a-z0-9-]+:[a-z0-9]+ action\.?$/i;

/**
 * Reads the error's text. AWS says to callers of the same account or organization which kind of policy denied, and to everyone else only
 * "Access Denied"; of several policies it names one.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function namedPolicy({ errorCode, errorMessage }: CloudTrailEvent): NamedPolicy {
  if (errorCode === "VpceAccessDenied") return "other-policy";
  if (errorMessage === undefined || errorMessage.length > LONGEST_WHOLE_MESSAGE) return "unsaid";
  const service = ACTION.exec(errorMessage)?.[1];
  // `kms:Decrypt` on the way to an encrypted object: the key's policy.
  if (service !== undefined && service !== "s3") return "other-policy";
  const kind = EXPLICIT_DENY.exec(errorMessage)?.[1]?.toLowerCase();
  if (kind !== undefined) return kind === "resource-based policy" ? "resource-policy" : "other-policy";
  return IMPLICIT_DENY.test(errorMessage) ? "other-policy" : "unsaid";
}

/** Why a request was refused, when the perimeter's Deny is in force and covers it. */
export function causeOfDenial(named: NamedPolicy, decision: "denied" | "undecided"): Cause {
  if (named === "other-policy") return "other-policy";
  return named === "resource-policy" && decision === "denied" ? "perimeter-certain" : "perimeter-likely";
}
