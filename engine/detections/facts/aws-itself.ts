import { SERVICE_LINKED, serviceOwning } from "../../events/aws-owned";
import type { Actor } from "../../events/cloudtrail/cloudtrail-event";

/**
 * Whether AWS made a request on its own account: a service principal, a service's own account, or a service-linked role. A service that
 * acts with a user's or a service role's rights is not AWS itself. A perimeter denies what it does not allow all the same.
 */
export function isAwsItself({ actor }: { readonly actor: Actor }): boolean {
  return actor.kind === "service" || isServiceLinked(actor) || isServiceOwned(actor);
}

export function isServiceLinked({ principalArn }: Actor): boolean {
  return principalArn?.includes(SERVICE_LINKED) ?? false;
}

/** Whether the caller is an account or a canonical user that is AWS's own. */
export function isServiceOwned({ account, id }: Actor): boolean {
  return serviceOwning(account ?? id) !== undefined;
}
