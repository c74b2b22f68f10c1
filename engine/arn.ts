/** One account in one region of one partition. */
export interface Place {
  /** `aws`, `aws-cn` or `aws-us-gov`. */
  readonly partition: string;
  readonly region: string;
  /** 12 digits. */
  readonly account: string;
}

export interface BucketAddress {
  readonly bucket: string;
  /** `aws`, `aws-cn` or `aws-us-gov`. */
  readonly partition: string;
}

/** The ARN of a regional resource: `arnOf(place, "events", "rule/name")`. */
export function arnOf({ partition, region, account }: Place, service: string, resource: string): string {
  return `arn:${partition}:${service}:${region}:${account}:${resource}`;
}

/** The ARN of something in an account's IAM, which knows no region: `iamArn(place, "role/name")`. */
export function iamArn({ partition, account }: Omit<Place, "region">, resource: string): string {
  return `arn:${partition}:iam::${account}:${resource}`;
}

/** The ARN of a policy that AWS keeps for everyone: `managedPolicyArn("aws", "AdministratorAccess")`. */
export function managedPolicyArn(partition: string, policy: string): string {
  return `arn:${partition}:iam::aws:policy/${policy}`;
}

/** The ARN under which an account sends findings of its own to Security Hub. */
export function securityHubProductArn(place: Place): string {
  return arnOf(place, "securityhub", `product/${place.account}/default`);
}

export function bucketArn({ bucket, partition }: BucketAddress): string {
  return `arn:${partition}:s3:::${bucket}`;
}
