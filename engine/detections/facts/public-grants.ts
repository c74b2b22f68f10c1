import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { type Fields, fieldsOf, textOf } from "../../events/fields";
import { elementOf, parametersOf } from "./bucket-change";
import { listOf } from "./policy-document";

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
  // Header grants are within `accessControlList` in newer records, beside the bucket's name in older ones.
  const parameters = parametersOf(event);
  const grants = [
    ...headerGrants(parameters),
    ...headerGrants(fieldsOf(parameters["accessControlList"])),
    ...bodyGrants(event),
  ];
  return grants.length < 2 ? grants : [...new Set(grants)];
}

function headerGrants(parameters: Fields): readonly string[] {
  const headers = Object.keys(parameters).filter(isAmazonHeader);
  return headers.length === 0 ? headers : headers.flatMap((name) => grantsOfHeader(name, parameters[name]));
}

/** Most parameters are none, and this is asked of every object that is written. */
function isAmazonHeader(name: string): boolean {
  return name.length > 5 && (name.startsWith("x-amz-") || name.toLowerCase().startsWith("x-amz-"));
}

function grantsOfHeader(name: string, value: unknown): readonly string[] {
  const header = name.toLowerCase();
  if (header === "x-amz-acl") return listOf(value).flatMap((acl) => CANNED.get(textOf(acl) ?? "") ?? []);
  if (!header.startsWith(GRANT_HEADER)) return [];
  const permission = header.slice(GRANT_HEADER.length).replaceAll("-", "_").toUpperCase();
  return listOf(value).flatMap((grantees) => groupsIn(grantees).map((group) => `${permission} to ${group}`));
}

function bodyGrants(event: CloudTrailEvent): readonly string[] {
  const policy = elementOf(event, "AccessControlPolicy");
  if (policy === undefined) return [];
  const list = fieldsOf(fieldsOf(policy)["AccessControlList"]);
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
