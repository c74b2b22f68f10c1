import type { Actor } from "../../events/cloudtrail/cloudtrail-event";

/** Whether an actor is a person, or a user's long-lived key that a person may hold, rather than an application's role or AWS. */
export function isPerson({ kind, id }: Actor): boolean {
  if (kind === "role") return id.includes(":role/aws-reserved/sso.amazonaws.com/") || id.includes("AWSReservedSSO_");
  return kind === "user" || kind === "root" || kind === "federated-user";
}
