import type { Perimeter } from "./perimeter";

function list(title: string, values: readonly string[]): string[] {
  return values.length === 0 ? [] : [`${title}:`, ...values.map((value) => `  - ${value}`)];
}

/** A perimeter in plain words, a line an item. */
export function readOut({ name, mode, scope, allow }: Perimeter): readonly string[] {
  const what = scope === "all" ? "every S3 action on the bucket and its objects" : "every action on the objects";
  const stays =
    scope === "all"
      ? "Management calls are refused as well: only the exempt principals and the networks below can change or undo this policy."
      : "Listing keys and managing the bucket stay with IAM: this perimeter does not touch them.";
  return [
    mode === "enforce"
      ? `Perimeter ${name} refuses ${what} unless one of the following lets the request in.`
      : `Perimeter ${name} only observes: nothing is refused; a request that none of the following lets in raises an alert.`,
    stays,
    ...list("Addresses", allow.cidrs),
    ...list("VPCs", allow.vpcs),
    ...list("VPC endpoints", allow.vpcEndpoints),
    ...list("Exempt principals, from anywhere", allow.principals),
    allow.awsServices
      ? "AWS services, and what they do on a principal's behalf, get in."
      : "AWS services are refused like everybody else, unless they come from one of the above.",
  ];
}
