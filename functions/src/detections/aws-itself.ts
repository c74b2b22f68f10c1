import type { CloudTrailEvent } from "../events/cloudtrail-event";

/**
 * Whether AWS made a request on its own account: a service principal, or a service-linked role, under whose path nobody else can make a
 * role. A service that acts with a user's or a service role's rights is not AWS itself.
 */
export function isAwsItself({ actor }: CloudTrailEvent): boolean {
  return actor.kind === "service" || (actor.principalArn?.includes(":role/aws-service-role/") ?? false);
}
