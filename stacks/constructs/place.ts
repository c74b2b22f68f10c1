/** One account in one region of one partition. */
export interface Place {
  /** `aws`, `aws-cn` or `aws-us-gov`. */
  readonly partition: string;
  readonly region: string;
  /** 12 digits. */
  readonly account: string;
}

/** The ARN of a regional resource, as in `arn(place, "events", "rule/name")`. */
export function arn({ partition, region, account }: Place, service: string, resource: string): string {
  return `arn:${partition}:${service}:${region}:${account}:${resource}`;
}

/** CloudWatch Logs is the one service here whose principal carries its region and its partition's domain. */
export function logsPrincipal({ partition, region }: Place): string {
  return `logs.${region}.${partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com"}`;
}
