import type { Place } from "@palisade/engine/arn";

/** CloudWatch Logs is the one service here whose principal carries its region and its partition's domain. */
export function logsPrincipal({ partition, region }: Place): string {
  return `logs.${region}.${partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com"}`;
}
