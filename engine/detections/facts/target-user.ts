import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { fieldsOf, textOf } from "../../events/fields";
import { requestOf } from "./successful-call";

/** The user that a call names; a user's call without one is about itself. */
export function targetUser(event: CloudTrailEvent): string | undefined {
  return textOf(requestOf(event)["userName"]);
}

/** The user that a call names, where that is not the caller itself. IAM's user names do not differ by case alone. */
export function otherUser(event: CloudTrailEvent): string | undefined {
  const target = targetUser(event);
  return target?.toLowerCase() === ownName(event)?.toLowerCase() ? undefined : target;
}

/** Only a user has a name of its own: a role's session is named by the caller that assumes the role. */
function ownName({ actor, record }: CloudTrailEvent): string | undefined {
  if (actor.kind !== "user") return undefined;
  return textOf(fieldsOf(record["userIdentity"])["userName"]) ?? actor.arn?.slice(actor.arn.lastIndexOf("/") + 1);
}
