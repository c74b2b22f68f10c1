import type { Match } from "./incident";

/** 2026-03-01 10:00 UTC. */
export const START = Date.UTC(2026, 2, 1, 10);
export const MINUTE = 60_000;

let serial = 0;

/** A blocked read for tests, `minute` minutes after `START`, with an event id of its own. */
export function aMatch(minute = 0, overrides: Partial<Match> = {}): Match {
  return {
    detection: "s3.blocked-outside-allowlist",
    title: "S3 request from outside the allowlist was blocked",
    severity: "medium",
    cause: "perimeter-certain",
    summary:
      "user arn:aws:iam::111122223333:user/alice was refused GetObject on bucket sensitive-data from 198.51.100.23, by the perimeter sensitive-data",
    dedupKey: "s3.blocked-outside-allowlist|arn:aws:iam::111122223333:user/alice|sensitive-data|198.51.100.23",
    eventId: `event-${++serial}`,
    time: START + minute * MINUTE,
    event: "GetObject",
    region: "eu-central-1",
    account: "111122223333",
    bucket: "sensitive-data",
    key: "reports/2026.csv",
    sourceIp: "198.51.100.23",
    userAgent: "[aws-cli/2.18.5 md/awscrt#0.22.0]",
    errorCode: "AccessDenied",
    readOnly: true,
    actor: "arn:aws:iam::111122223333:user/alice",
    actorKind: "user",
    actorArn: "arn:aws:iam::111122223333:user/alice",
    actorAccount: "111122223333",
    mfa: false,
    ...overrides,
  };
}
