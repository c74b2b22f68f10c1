import type { Alert } from "../../functions/src/alerts/alert";
import { parseReceivedAlert, type ReceivedAlert } from "../../functions/src/alerts/received-alert";
import { alertJson } from "../../functions/src/alerts/text/json";
import { DETECTIONS } from "../../functions/src/detections/registry";
import type { Match } from "../../functions/src/incidents/incident";

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
      about: "a change that should wake somebody",
      alert: received(
        aMatch("s3.policy-made-public", {
          severity: "critical",
          summary: `${DEPLOYER} wrote a policy for bucket sensitive-data that allows everybody s3:GetObject`,
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
