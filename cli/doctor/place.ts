import type { PalisadeConfig } from "../../config/config";
import { rulesElsewhere } from "../../config/rule-sets";

/** The ARN of something that Palisade made, at home unless another region is named: `arnOf(config, "sqs", "palisade-events")`. */
export function arnOf(
  { partition, account, region: home }: PalisadeConfig,
  service: string,
  resource: string,
  region = home,
): string {
  return `arn:${partition}:${service}:${region}:${account}:${resource}`;
}

/** The home region first, then every region that forwards to it. */
export function chainRegions(config: PalisadeConfig): readonly string[] {
  return [config.region, ...rulesElsewhere(config).keys()];
}

export const DEPLOY_ALERTING = "npx cdktf deploy alerting";
export const DEPLOY_PERIMETER = "npx cdktf deploy perimeter";
