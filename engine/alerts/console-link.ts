const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const REGION = /^[a-z]{2}(-[a-z]+){1,3}-\d$/;

function consoleHost(region: string): string {
  if (region.startsWith("cn-")) return "console.amazonaws.cn";
  if (region.startsWith("us-gov-")) return "console.amazonaws-us-gov.com";
  return `${region}.console.aws.amazon.com`;
}

/** The bucket's permissions in the AWS console; undefined unless both names are well-formed, since they come from an event. */
export function bucketConsoleLink(bucket: string | undefined, region: string | undefined): string | undefined {
  if (bucket === undefined || region === undefined || !BUCKET.test(bucket) || !REGION.test(region)) return undefined;
  return `https://${consoleHost(region)}/s3/buckets/${bucket}?region=${region}&tab=permissions`;
}
