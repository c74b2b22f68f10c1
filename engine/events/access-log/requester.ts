import { describeActor } from "../actor";
import type { Actor } from "../cloudtrail/cloudtrail-event";
import type { Fields } from "../fields";

const SERVICE_PREFIX = "svc:";
/** S3 itself, which carries out lifecycle rules. */
const S3 = "AmazonS3";
/** Old lines say `Anonymous`. */
const ANONYMOUS: ReadonlySet<string> = new Set(["-", "Anonymous"]);

const ARN = /^arn:aws[a-z-]*:(?:iam|sts)::(\d{0,12}):(root|[a-z-]+(?=\/))/;

/** What CloudTrail calls the kind of principal that an ARN names. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ["user", "IAMUser"],
  ["assumed-role", "AssumedRole"],
  ["role", "Role"],
  ["federated-user", "FederatedUser"],
  ["root", "Root"],
]);

/**
 * Who made a request, from a line's requester: `-` for no one, an ARN, the canonical user id of an account, `svc:` and a service's name,
 * or `AmazonS3`.
 */
export function describeRequester(requester: string): Actor {
  return describeActor(identityOf(requester), { account: undefined, errorMessage: undefined });
}

/** The requester as CloudTrail would describe it. */
function identityOf(requester: string): Fields {
  if (ANONYMOUS.has(requester)) return { type: "AWSAccount", accountId: "anonymous" };
  if (requester === S3) return { type: "AWSService", invokedBy: S3 };
  if (requester.startsWith(SERVICE_PREFIX))
    return { type: "AWSService", invokedBy: requester.slice(SERVICE_PREFIX.length) };
  const [, accountId, kind = ""] = ARN.exec(requester) ?? [];
  if (accountId === undefined) return { principalId: requester };
  return { type: TYPES.get(kind), arn: requester, accountId };
}
