import type { PalisadeConfig } from "../config";
import type { AccessLogBucket } from "../sections/access-logs";

/** The rules that match new access logs in one region: one a pattern, the first under the bare name, the others with `-2`, `-3`. */
export interface AccessLogRules {
  readonly name: string;
  readonly patterns: readonly object[];
}

/**
 * What arrives on a region's default bus; in the home region the logs of all regions, since those of the others are forwarded there.
 * Undefined where there is nothing.
 */
export function accessLogRules(
  { accessLogs, names, region: home }: PalisadeConfig,
  region: string,
): AccessLogRules | undefined {
  const all = accessLogs?.logBuckets ?? [];
  const matched = region === home ? all : all.filter((one) => one.region === region);
  return matched.length === 0 ? undefined : { name: names.accessLogsRule, patterns: patternsOf(matched) };
}

/** So many of the longest bucket names fit into a pattern. */
const BUCKETS_PER_PATTERN = 50;

/** Buckets that hold nothing but logs share a pattern; of the others only some of the keys are logs. */
function patternsOf(logBuckets: readonly AccessLogBucket[]): readonly object[] {
  const isWhole = ({ prefixes }: AccessLogBucket) => prefixes.includes("");
  const whole = logBuckets.filter(isWhole).map(({ name }) => name);
  const patterns: object[] = [];
  for (let from = 0; from < whole.length; from += BUCKETS_PER_PATTERN) {
    patterns.push(pattern({ bucket: { name: whole.slice(from, from + BUCKETS_PER_PATTERN) } }));
  }
  for (const { name, prefixes } of logBuckets.filter((one) => !isWhole(one))) {
    patterns.push(pattern({ bucket: { name: [name] }, object: { key: prefixes.map((prefix) => ({ prefix })) } }));
  }
  return patterns;
}

function pattern(detail: object): object {
  return { source: ["aws.s3"], "detail-type": ["Object Created"], detail };
}
