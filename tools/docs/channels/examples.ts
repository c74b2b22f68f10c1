import type { Alert } from "@palisade/engine/alerts/alert";
import { parseReceivedAlert, type ReceivedAlert } from "@palisade/engine/alerts/received-alert";
import { alertJson } from "@palisade/engine/alerts/text/json";
import { DETECTIONS } from "@palisade/engine/detections/registry";
import { buildDigest } from "@palisade/engine/digest/build-digest";
import { type DayCounts, daysAfter, readCount } from "@palisade/engine/digest/day-counts";
import type { Digest } from "@palisade/engine/digest/digest";
import { heldAlert } from "@palisade/engine/digest/held-alert";
import { parseReceivedDigest, type ReceivedDigest } from "@palisade/engine/digest/received-digest";
import { fold } from "@palisade/engine/incidents/fold";
import type { Match } from "@palisade/engine/incidents/incident";
import type { StoredIncident } from "@palisade/engine/incidents/store";
import { digestJson } from "@palisade/functions/digest/digest-message";
import { digestSettings } from "../../../config/derived/digest-settings";
import { parseConfig } from "../../../config/load-config";

const MINUTE = 60_000;
const TIME = Date.UTC(2026, 2, 1, 10, 15);
const ALICE = "arn:aws:iam::111122223333:user/alice";
const DEPLOYER = "arn:aws:sts::111122223333:assumed-role/deployer/ci";
const CRAWLER = "arn:aws:sts::444455556666:assumed-role/crawler/i-0abc";

interface Example {
  /** What is to be seen in it. */
  readonly about: string;
  readonly alert: ReceivedAlert;
}

/** Three alerts as their subscribers get them: a refused read with a hostile key, a grave change, and the end of a storm. */
export function exampleAlerts(): readonly Example[] {
  return [
    {
      about: "an object's key that tries to be a mention and a link",
      alert: received(
        aMatch("s3.blocked-outside-allowlist", {
          severity: "medium",
          cause: "perimeter-certain",
          summary: `user ${ALICE} was refused GetObject on bucket sensitive-data from 198.51.100.23, by the perimeter office`,
          dedupKey: `s3.blocked-outside-allowlist|${ALICE}|sensitive-data|198.51.100.23`,
          eventId: "2a9f1c54-6d0e-4c6b-9a0e-0d6f3f1f0001",
          event: "GetObject",
          key: "invoices/<!channel> @everyone [pay](https://pay.example.net)\u202efdp.exe",
          sourceIp: "198.51.100.23",
          userAgent: "[aws-cli/2.18.5 md/awscrt#0.22.0]",
          errorCode: "AccessDenied",
          readOnly: true,
          actor: ALICE,
          actorKind: "user",
          actorArn: ALICE,
          actorAccount: "111122223333",
          mfa: false,
        }),
      ),
    },
    {
      about: "a change that should wake someone",
      alert: received(
        aMatch("s3.policy-made-public", {
          severity: "critical",
          summary: `${DEPLOYER} wrote a policy for bucket sensitive-data that allows everyone s3:GetObject`,
          details: { Statement: "PublicRead" },
          dedupKey: `s3.policy-made-public|${DEPLOYER}|sensitive-data`,
          eventId: "2a9f1c54-6d0e-4c6b-9a0e-0d6f3f1f0002",
          event: "PutBucketPolicy",
          sourceIp: "203.0.113.7",
          userAgent: "[Boto3/1.35.0]",
          readOnly: false,
          actor: DEPLOYER,
          actorKind: "role",
          actorArn: DEPLOYER,
          actorAccount: "111122223333",
        }),
      ),
    },
    {
      about: "the message at the end of an incident, after a storm",
      alert: received(
        aMatch("s3.access-outside-allowlist", {
          severity: "high",
          cause: "hole",
          summary: `${CRAWLER} of another account got GetObject on bucket sensitive-data from 192.0.2.44, outside the perimeter office`,
          dedupKey: `s3.access-outside-allowlist|${CRAWLER}|sensitive-data|192.0.2.44`,
          eventId: "2a9f1c54-6d0e-4c6b-9a0e-0d6f3f1f0003",
          event: "GetObject",
          key: "reports/2026/مجلد/תקרית 🔥.csv",
          sourceIp: "192.0.2.44",
          userAgent: "[python-requests/2.32]",
          readOnly: true,
          actor: CRAWLER,
          actorKind: "foreign-account",
          actorArn: CRAWLER,
          actorAccount: "444455556666",
        }),
        {
          kind: "closed",
          id: "1.1",
          count: 4313,
          more: 4312,
          firstSeen: TIME - 58 * MINUTE,
          detectedAt: TIME + 3 * MINUTE,
        },
      ),
    },
  ];
}

const DIGEST_CONFIGURATION = `
project: palisade
account: "111122223333"
region: eu-central-1
perimeters: {office: {buckets: [sensitive-data], allow: {cidrs: [203.0.113.0/24]}}}
channels:
  team-slack: {kind: slack, webhook: ssm:/palisade/slack}
  on-call: {kind: pagerduty, routingKey: secretsmanager:palisade/pagerduty}
routes: [{severity: high, channels: [team-slack, on-call]}]
default: [team-slack]
quietHours: {from: "20:00", to: "07:00", timezone: Europe/Berlin, below: high}
digest: {at: "07:00", timezone: Europe/Berlin}
suppressions:
  - {detection: s3.bulk-download, when: {actor: "*/backup"}, until: "2026-03-01", owner: storage team, reason: the nightly backup moves house}
`;

/** The digest of a busy Sunday. */
export function exampleDigest(): Digest {
  const now = TIME + 20 * 60 * MINUTE;
  const config = parseConfig(DIGEST_CONFIGURATION, "palisade.yaml", now);
  const [refused, , crawled] = exampleAlerts().map(({ alert }) => alert);
  const inTheNight = refused && { ...refused, count: 3, match: { ...refused.match, time: TIME + 13 * 60 * MINUTE } };
  return buildDigest(digestSettings(config), {
    id: "digest-2026-03-01",
    now,
    days: [
      { day: "2026-03-02", counts: [] },
      aDay("2026-03-01", {
        "opened#critical#s3.policy-made-public": 1,
        "events#critical#s3.policy-made-public": 1,
        "opened#high#s3.access-outside-allowlist": 1,
        "events#high#s3.access-outside-allowlist": 4313,
        "more#high#s3.access-outside-allowlist": 4312,
        "opened#medium#s3.blocked-outside-allowlist": 9,
        "events#medium#s3.blocked-outside-allowlist": 11,
        "more#medium#s3.blocked-outside-allowlist": 2,
      }),
      aDay("2026-02-21", { "opened#medium#s3.blocked-outside-allowlist": 4 }),
      ...Array.from({ length: 14 }, (_, index) => aDay(daysAfter("2026-02-28", -index), {})),
    ],
    open: {
      incidents: crawled === undefined ? [] : [stillOpen(crawled.match, now)],
      hasMore: false,
    },
    held: {
      "team-slack": {
        waiting: inTheNight ? [{ key: "delivery#1", entry: heldAlert(inTheNight) }] : [],
        hasMore: false,
      },
      "on-call": { waiting: [], hasMore: false },
    },
    alarms: [
      {
        name: "palisade-palisade-notify-on-call-dead-letters",
        description: "Queue palisade-notify-on-call-dead-letters holds alerts that channel on-call did not take.",
        since: now - 3 * 60 * MINUTE,
      },
    ],
    deadLetters: {
      "palisade-events-dead-letters": { queue: "palisade-events-dead-letters", messages: 0 },
      "palisade-notify-on-call-dead-letters": { queue: "palisade-notify-on-call-dead-letters", messages: 2 },
    },
  });
}

/** As a channel gets it. */
export function receivedExampleDigest(): ReceivedDigest {
  const received = parseReceivedDigest(JSON.parse(digestJson(exampleDigest())));
  if (received === undefined) throw new Error("the example is no digest");
  return received;
}

function aDay(day: string, tally: Readonly<Record<string, number>>): DayCounts {
  return { day, counts: Object.entries(tally).flatMap(([counter, count]) => readCount(counter, count) ?? []) };
}

/** The same caller was there again this morning. */
function stillOpen(match: Match, now: number): StoredIncident {
  const { incident } = fold(undefined, [{ ...match, time: now - 20 * MINUTE }], { dedupMinutes: 60 });
  return { state: { incident: { ...incident, count: 87, untold: 86 }, pending: [] }, version: 1 };
}

function received(match: Match, changes: Partial<Alert> = {}): ReceivedAlert {
  const alert: Alert = {
    project: "palisade",
    id: "1.0",
    kind: "opened",
    severity: match.severity,
    match,
    count: 1,
    more: 1,
    firstSeen: match.time,
    lastSeen: match.time,
    windowMinutes: 60,
    eventIds: [match.eventId],
    detectedAt: match.time + 4 * MINUTE,
    duplicatesPossible: false,
    ...changes,
  };
  return parseReceivedAlert(JSON.parse(alertJson(alert, 1024)));
}

type Chosen = Omit<Match, "detection" | "title" | "time" | "region" | "account" | "bucket">;

function aMatch(detection: string, chosen: Chosen): Match {
  const title = DETECTIONS.find(({ id }) => id === detection)?.title;
  if (title === undefined) throw new Error(`no detection: got ${detection}, expected one of the registry's`);
  const where = { region: "eu-central-1", account: "111122223333", bucket: "sensitive-data" };
  return { ...where, detection, title, time: TIME, ...chosen };
}
