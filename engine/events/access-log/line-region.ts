import type { AccessLogEvent } from "./access-log-event";

const IN_HOST = /(?:^|[.])s3[.-](?:dualstack[.])?([a-z]{2}(?:-[a-z]{1,10}){1,2}-\d)[.]amazonaws[.]com/;

/** The bucket's region, as far as the line's host says it: `sensitive-data.s3.eu-central-1.amazonaws.com`. */
export function lineRegion({ hostHeader }: Pick<AccessLogEvent, "hostHeader">): string | undefined {
  return hostHeader === undefined || hostHeader.length > 255 ? undefined : IN_HOST.exec(hostHeader)?.[1];
}
