import { detectorSettings } from "../detections/test-detection";
import { cloudTrail } from "../events/cloudtrail-fixture";
import type { Fields } from "../events/fields";
import type { DetectorSettings } from "../settings";
import { groupRequests } from "./group-requests";
import { bucketsOf, type Preview, preview } from "./preview";

/** Sample records with ids of their own; alice reads `sensitive-data` from 198.51.100.23, outside, unless said. */
export function requests(count: number, overrides: Fields = {}): readonly Fields[] {
  return Array.from({ length: count }, () => cloudTrail({ eventID: `event-${nextId++}`, ...overrides }));
}

let nextId = 1;

/** The same request once on each of so many days, the last of them 2026-03-31. */
export function requestsOnDays(days: number, overrides: Fields = {}): readonly Fields[] {
  return Array.from({ length: days }, (_, i) => {
    const eventTime = new Date(Date.UTC(2026, 2, 31 - i, 10)).toISOString();
    return requests(1, { eventTime, ...overrides });
  }).flat();
}

export function previewOf(records: readonly Fields[], settings: DetectorSettings = detectorSettings()): Preview {
  return preview(groupRequests(records, bucketsOf(settings)), settings);
}

/** A line of a server access log, of alice's reading `sensitive-data` from 198.51.100.23 unless said. */
export function logLine(fields: Partial<Record<keyof typeof LINE, string>> = {}): string {
  const line = { ...LINE, ...fields };
  return (
    `${line.owner} ${line.bucket} [${line.time}] ${line.remoteIp} ${line.requester} ${line.requestId} ${line.operation} ${line.key} ` +
    `"GET /${line.key} HTTP/1.1" ${line.status} ${line.errorCode} 512 512 20 10 "-" "${line.userAgent}" - hostid SigV4 ` +
    "TLS_AES_128_GCM_SHA256 AuthHeader sensitive-data.s3.eu-central-1.amazonaws.com TLSv1.3 - -"
  );
}

const LINE = {
  owner: "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
  bucket: "sensitive-data",
  time: "01/Mar/2026:10:15:30 +0000",
  remoteIp: "198.51.100.23",
  requester: "arn:aws:iam::111122223333:user/alice",
  requestId: "3E57427F3EXAMPLE",
  operation: "REST.GET.OBJECT",
  key: "reports/2026.csv",
  status: "200",
  errorCode: "-",
  userAgent: "aws-cli/2.18.5",
};
