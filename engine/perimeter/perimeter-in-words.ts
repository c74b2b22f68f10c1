import type { Perimeter } from "./perimeter";

/** A perimeter in plain words, a line an item: who gets in, who is refused, what stays reachable. */
export function perimeterInWords(perimeter: Perimeter): readonly string[] {
  return [headline(perimeter), ...whoGetsIn(perimeter), ...whoIsRefused(perimeter), whatStaysReachable(perimeter)];
}

function headline({ name, mode, scope }: Perimeter): string {
  const what =
    scope === "all" ? "every S3 action on the bucket and its objects" : "every action on the bucket's objects";
  return mode === "enforce"
    ? `Perimeter ${name} refuses ${what} unless one of the following lets the request in.`
    : `Perimeter ${name} only observes: nothing is refused, and ${what} that none of the following lets in raises an alert.`;
}

function whoGetsIn({ allow }: Perimeter): readonly string[] {
  return [
    ...list("Gets in, from these addresses", allow.cidrs),
    ...list("Gets in, from these VPCs by way of any of their endpoints", allow.vpcs),
    ...list("Gets in, through these VPC endpoints", allow.vpcEndpoints),
    ...list("Gets in, from anywhere, as one of these principals", allow.principals.map(namePrincipal)),
    ...(allow.awsServices ? ["Gets in: AWS services themselves, and what they do on a principal's behalf."] : []),
    "Being let in grants nothing: other policies still have to allow the request.",
  ];
}

function whoIsRefused({ allow, mode }: Perimeter): readonly string[] {
  const refused = mode === "enforce" ? "Refused" : "Would be refused";
  const hasEndpoints = allow.vpcs.length + allow.vpcEndpoints.length > 0;
  return [
    `${refused}: everybody else, the bucket's own account included.`,
    ...(hasEndpoints ? [] : [`${refused}: every request through a VPC endpoint, since it carries no public address.`]),
    ...(allow.cidrs.length > 0 ? [] : [`${refused}: every request from the internet, since no address is allowed.`]),
    ...(allow.awsServices
      ? []
      : [
          `${refused}: AWS services too, such as CloudTrail or access logging that write to the bucket, and Athena that reads it.`,
        ]),
    `${refused}: roles that a service takes on (Lambda, Glue, replication), unless their network or their ARN is listed.`,
  ];
}

function whatStaysReachable({ scope }: Perimeter): string {
  return scope === "all"
    ? "Stays reachable: nothing but GetBucketPolicy, PutBucketPolicy and DeleteBucketPolicy for the root user of the bucket's account."
    : "Stays reachable: listing the names of keys and managing the bucket, which other policies govern; so the perimeter can always be undone.";
}

/** People often take `:root` for the whole account. */
function namePrincipal(arn: string): string {
  return arn.endsWith(":root") ? `${arn} (the root user only, not the account)` : arn;
}

function list(title: string, values: readonly string[]): readonly string[] {
  return values.length === 0 ? [] : [`${title}:`, ...values.map((value) => `  - ${value}`)];
}
