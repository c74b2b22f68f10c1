import { type BucketAddress, bucketArn } from "../arn";
import type { Perimeter } from "./perimeter";

export type ConditionBlock = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** A statement that Palisade writes. */
export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: "Deny" | "Allow";
  readonly Principal: "*" | Readonly<Record<string, string | readonly string[]>>;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: ConditionBlock;
}

export const DEFAULT_SID = "PalisadePerimeter";
export const INSECURE_TRANSPORT_SID = "PalisadeSecureTransport";
export const OLD_TLS_SID = "PalisadeMinimumTls";

/**
 * A single IPv4 address is written bare, as people do. IPv6 keeps its `/128`: IAM documents `/32` as the prefix of a bare address, without
 * a word on IPv6, and there that would allow a whole provider.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
function asSourceIp(cidr: string): string {
  return cidr.includes(":") ? cidr : cidr.replace(/\/32$/, "");
}

/**
 * The conditions under which a request is refused. They stand in one block because a block's conditions AND: split over several Deny
 * statements they would OR, and each would refuse what another allows. A condition with nothing to say is left out. Throws when no network
 * is allowed.
 */
export function perimeterCondition({ name, allow }: Perimeter): ConditionBlock {
  // Without a network the Deny would refuse everyone, and without any condition the owner too.
  if (allow.cidrs.length + allow.vpcs.length + allow.vpcEndpoints.length === 0) {
    throw new Error(
      `perimeter ${name}: allows no network, expected at least one of cidrs, vpcs or vpcEndpoints, fix: list where your own requests come from`,
    );
  }
  const foreignNetwork = {
    ...(allow.vpcs.length > 0 && { "aws:SourceVpc": unique(allow.vpcs) }),
    ...(allow.vpcEndpoints.length > 0 && { "aws:SourceVpce": unique(allow.vpcEndpoints) }),
  };
  return {
    ...(allow.cidrs.length > 0 && { NotIpAddress: { "aws:SourceIp": allow.cidrs.map(asSourceIp) } }),
    ...(Object.keys(foreignNetwork).length > 0 && { StringNotEqualsIfExists: foreignNetwork }),
    ...(allow.awsServices && {
      BoolIfExists: { "aws:PrincipalIsAWSService": "false", "aws:ViaAWSService": "false" },
    }),
    ...(allow.principals.length > 0 && { ArnNotLikeIfExists: { "aws:PrincipalArn": unique(allow.principals) } }),
  };
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}

/**
 * The perimeter as one Deny. Scope `all` speaks of the bucket and its objects. Scope `data` speaks of `bucket/*` only, which is every
 * object-level action there is or will be and no management action: a plan can always be applied and undone, and the names of keys
 * stay listable for principals that IAM allows to list them.
 */
export function perimeterStatement(perimeter: Perimeter, address: BucketAddress, sid = DEFAULT_SID): PolicyStatement {
  if (!/^[A-Za-z0-9]+$/.test(sid)) {
    throw new Error(
      `sid: got ${JSON.stringify(sid)}, expected letters and digits only, fix: write it like ${DEFAULT_SID}`,
    );
  }
  const arn = bucketArn(address);
  return {
    Sid: sid,
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: perimeter.scope === "all" ? [arn, `${arn}/*`] : [`${arn}/*`],
    Condition: perimeterCondition(perimeter),
  };
}

/** Refuses plain HTTP and TLS below `version`. Two statements, since either is reason enough. */
export function tlsStatements(address: BucketAddress, version: "1.2" | "1.3"): readonly PolicyStatement[] {
  const arn = bucketArn(address);
  const deny = (Sid: string, Condition: ConditionBlock): PolicyStatement => ({
    Sid,
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [arn, `${arn}/*`],
    Condition,
  });
  return [
    deny(INSECURE_TRANSPORT_SID, { Bool: { "aws:SecureTransport": "false" } }),
    deny(OLD_TLS_SID, { NumericLessThan: { "s3:TlsVersion": version } }),
  ];
}
