import type { CloudTrailEvent } from "./cloudtrail/cloudtrail-event";
import { type Fields, fieldsOf, textOf } from "./fields";

/** Only IAM Identity Center can make roles under this path, so the session's name is the user's. */
const OF_IDENTITY_CENTER =
  /:role\/aws-reserved\/sso\.amazonaws\.com\/(?:[a-z0-9-]{1,30}\/)?AWSReservedSSO_([\w+=,.@-]{1,64})_[0-9a-f]{16}$/;

/**
 * Who is behind a role's session, as far as someone vouches for it: the source identity, the user of IAM Identity Center, the identity
 * provider. A session's name alone is whatever its owner chose, and is part of the caller's ARN.
 */
export function signedInAs({ actor, record }: CloudTrailEvent): string | undefined {
  const identity = fieldsOf(record["userIdentity"]);
  const session = fieldsOf(identity["sessionContext"]);
  const sourceIdentity = textOf(session["sourceIdentity"]);
  const parts = [
    ...(sourceIdentity === undefined ? [] : [`${sourceIdentity} (source identity)`]),
    ...fromIdentityCenter(identity, session, actor.sessionName),
    ...fromProvider(session),
  ];
  return parts.length === 0 ? undefined : parts.join(", ");
}

function fromIdentityCenter(identity: Fields, session: Fields, sessionName: string | undefined): readonly string[] {
  const [, permissionSet] = OF_IDENTITY_CENTER.exec(textOf(fieldsOf(session["sessionIssuer"])["arn"]) ?? "") ?? [];
  if (permissionSet !== undefined && sessionName !== undefined) {
    return [`${sessionName} (IAM Identity Center, permission set ${permissionSet})`];
  }
  const userId = textOf(fieldsOf(identity["onBehalfOf"])["userId"]);
  return userId === undefined ? [] : [`user ${userId} of IAM Identity Center`];
}

function fromProvider(session: Fields): readonly string[] {
  const provider = textOf(fieldsOf(session["webIdFederationData"])["federatedProvider"]);
  return provider === undefined ? [] : [`through ${provider}`];
}
