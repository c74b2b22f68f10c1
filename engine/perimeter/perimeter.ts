/** `observe` writes no Deny and alerts on what would have been denied; `enforce` denies. */
export type Mode = "observe" | "enforce";

/** `all` denies every S3 action on the bucket and its objects; `data` denies every action on the objects only. */
export type Scope = "all" | "data";

/** Everything that is allowed. Values are validated and canonical: the code that builds one of these has checked them. */
export interface Allow {
  /** Networks with prefix length and without host bits, as in `203.0.113.0/24` or `2001:db8::/32`; public ranges only. */
  readonly cidrs: readonly string[];
  /** VPC ids, `vpc-0abc…`. */
  readonly vpcs: readonly string[];
  /** VPC endpoint ids, `vpce-0abc…`. */
  readonly vpcEndpoints: readonly string[];
  /** Principal ARN patterns with `*` and `?`, compared with `aws:PrincipalArn`. */
  readonly principals: readonly string[];
  /** Requests by AWS services themselves, and requests that they make on a principal's behalf. */
  readonly awsServices: boolean;
}

/** One network perimeter around one or more buckets. */
export interface Perimeter {
  readonly name: string;
  readonly mode: Mode;
  readonly scope: Scope;
  readonly buckets: readonly string[];
  readonly allow: Allow;
}
