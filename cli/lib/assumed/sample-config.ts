import type { PalisadeConfig } from "../../../config/config";
import { parseConfig } from "../../../config/load-config";

/** The account and the region of all examples. */
export const SAMPLE = { account: "111122223333", region: "eu-central-1", bucket: "sensitive-data" } as const;

/** What stands in where there is no configuration: one bucket, which is only observed. */
export function sampleConfig({
  account,
  region,
}: Readonly<Record<"account" | "region", string>> = SAMPLE): PalisadeConfig {
  const text = `project: palisade
account: "${account}"
region: ${region}
perimeters:
  data:
    mode: observe
    scope: data
    buckets: [${SAMPLE.bucket}]
    allow: { cidrs: [203.0.113.0/24], awsServices: true }
`;
  return parseConfig(text, "palisade.yaml");
}
