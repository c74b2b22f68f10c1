import type { PalisadeConfig } from "../../config/config";

/** The ARN of something that Palisade made, at home unless another region is named: `arnOf(config, "sqs", "palisade-events")`. */
export function arnOf(
  { partition, account, region: home }: PalisadeConfig,
  service: string,
  resource: string,
  region = home,
): string {
  return `arn:${partition}:${service}:${region}:${account}:${resource}`;
}

export const DEPLOY_ALERTING = "npx cdktf deploy alerting";
export const DEPLOY_PERIMETER = "npx cdktf deploy perimeter";
