import type { Severity } from "../../severity";

/** AWS's own policies that give the account, or all of its data, away; by their names. */
export const POWERFUL_POLICIES: ReadonlyMap<string, Severity> = new Map<string, Severity>([
  ["AdministratorAccess", "high"],
  ["IAMFullAccess", "high"],
  ["PowerUserAccess", "medium"],
  ["AmazonS3FullAccess", "medium"],
]);
