import type { AnyDetection } from "@palisade/engine/detections/engine/define-detection";

/** A log that detections look at, as docs/catalogue/detections.md describes it. */
export interface LogInWords {
  readonly name: string;
  /** Whether a detection looks at it. */
  readonly holds: (detection: AnyDetection) => boolean;
  readonly shows: string;
  readonly neverShows: string;
  readonly late: string;
}

const isLog =
  (name: string) =>
  ({ log }: AnyDetection) =>
    log === name;

/**
 * In this order.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/logging-with-S3.html
 */
export const LOGS: readonly LogInWords[] = [
  {
    name: "CloudTrail management events",
    holds: isLog("CloudTrail management events"),
    shows: "changes of buckets, policies, identities and logs, and who made them",
    neverShows: "what was read or written in buckets",
    late: "about 5 minutes, sometimes 15 or more",
  },
  {
    name: "CloudTrail data events",
    holds: isLog("CloudTrail data events"),
    shows:
      "reads, writes, deletions and refusals in protected buckets, with the caller's full identity and VPC endpoint",
    neverShows:
      "requests that fail authentication, the keys of a batch deletion, objects that lifecycle rules delete, and whether plain HTTP was used",
    late: "about 5 minutes, sometimes 15 or more",
  },
  {
    name: "CloudTrail network activity events",
    holds: isLog("CloudTrail network activity events"),
    shows: "what the policies of your own VPC endpoints refused",
    neverShows: "requests that did not pass through them",
    late: "about 5 minutes, sometimes 15 or more",
  },
  {
    name: "S3 server access logs",
    holds: isLog("S3 server access logs"),
    shows:
      "every kind of request to a bucket with access logging: also those that failed authentication, plain HTTP, each key of a batch deletion, and objects that lifecycle rules deleted",
    neverShows:
      "which VPC endpoint a request came through, the path of a role, and what a VPC endpoint's policy refused",
    late: "hours, and some lines never: S3 delivers them on a best-effort basis",
  },
  {
    name: "Findings of other AWS services",
    holds: ({ kind }) => kind === "finding",
    shows: "what GuardDuty, AWS Config, Security Hub, Access Analyzer and Macie found, each in its own way",
    neverShows: "what a disabled service would have found",
    late: "minutes to a day, depending on the service",
  },
];
