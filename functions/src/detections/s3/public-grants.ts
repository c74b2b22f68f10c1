import type { CloudTrailEvent } from "../../events/cloudtrail-event";
import { type Fields, fieldsOf, textOf } from "../../events/fields";
import { listOf } from "../policy-document";
import { elementOf, parametersOf } from "./bucket-change";

/** Canned ACLs that let the public in, and what they let it do. */
const CANNED: ReadonlyMap<string, string> = new Map([
  ["public-read", "READ to everybody"],
  ["public-read-write", "READ and WRITE to everybody"],
  ["authenticated-read", "READ to every AWS account"],
]);

export const PUBLIC_CANNED_ACLS: readonly string[] = [...CANNED.keys()];

/** The headers that grant, without the bucket's own `x-amz-grant-write`. */
export const OBJECT_GRANT_HEADERS = [
  "x-amz-grant-read",
  "x-amz-grant-full-control",
  "x-amz-grant-read-acp",
  "x-amz-grant-write-acp",
] as const;

const GRANT_HEADER = "x-amz-grant-";

/** What an ACL in a request lets the public do, in words: canned, granted by headers, or spelled out in the body. */
export function publicGrants(event: CloudTrailEvent): readonly string[] {
  // Header grants stand within `accessControlList` in newer records, beside the bucket's name in older ones.
  const headers = [parametersOf(event), fieldsOf(parametersOf(event)["accessControlList"])];
  return [...new Set([...headers.flatMap(headerGrants), ...bodyGrants(event)])];
}

function headerGrants(parameters: Fields): readonly string[] {
  return Object.entries(parameters).flatMap(([name, value]) => {
    const header = name.toLowerCase();
    if (header === "x-amz-acl") return listOf(value).flatMap((acl) => CANNED.get(textOf(acl) ?? "") ?? []);
    if (!header.startsWith(GRANT_HEADER)) return [];
    const permission = header.slice(GRANT_HEADER.length).replaceAll("-", "_").toUpperCase();
    return listOf(value).flatMap((grantees) => groupsIn(grantees).map((group) => `${permission} to ${group}`));
  });
}

function bodyGrants(event: CloudTrailEvent): readonly string[] {
  const list = fieldsOf(fieldsOf(elementOf(event, "AccessControlPolicy"))["AccessControlList"]);
  return listOf(list["Grant"]).flatMap((value) => {
    const grant = fieldsOf(value);
    const permission = textOf(grant["Permission"]) ?? textOf(grant["permission"]) ?? "something";
    return groupsIn(fieldsOf(grant["Grantee"])["URI"]).map((group) => `${permission} to ${group}`);
  });
}

const GROUPS: readonly (readonly [uri: string, group: string])[] = [
  ["/groups/global/AllUsers", "everybody"],
  ["/groups/global/AuthenticatedUsers", "every AWS account"],
];

function groupsIn(value: unknown): readonly string[] {
  const text = textOf(value);
  return text === undefined ? [] : GROUPS.filter(([uri]) => text.includes(uri)).map(([, group]) => group);
}
