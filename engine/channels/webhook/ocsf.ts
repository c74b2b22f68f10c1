import { isIP } from "node:net";
import type { ReceivedAlert } from "../../alerts/received-alert";
import { plainLine } from "../../alerts/sanitize";
import { opening } from "../../alerts/text/facts";
import { isOwn } from "../../alerts/text/wording";
import { bucketsOf, resourcesOf, sourceIpsOf } from "../../detections/engine/match-names";
import { isFinding } from "../../detections/engine/match-of";
import type { Match } from "../../incidents/incident";
import type { Severity } from "../../severity";
import { headline, numberedSteps } from "../headline";

/** https://schema.ocsf.io/1.4.0/classes/detection_finding */
const VERSION = "1.4.0";
const FINDINGS = 2;
const DETECTION_FINDING = 2004;
const LONGEST_STEP = 500;

type Json = string | number | boolean | undefined | readonly Json[] | { readonly [name: string]: Json };

const SEVERITY_IDS: Readonly<Record<Severity, number>> = {
  informational: 1,
  low: 2,
  medium: 3,
  high: 4,
  critical: 5,
};

/** What happened to the finding. The end of an incident's window closes it; its status stays `New`, since no one has looked at it. */
const ACTIVITIES = {
  opened: { id: 1, name: "Create" },
  raised: { id: 2, name: "Update" },
  closed: { id: 3, name: "Close" },
} as const;

/** The alert as an OCSF Detection Finding with the Cloud profile. Absent fields are left out when it is written. */
export function ocsfFinding(alert: ReceivedAlert): { readonly [name: string]: Json } {
  const { match, severity, kind } = alert;
  const activity = ACTIVITIES[kind];
  return {
    activity_id: activity.id,
    activity_name: activity.name,
    category_uid: FINDINGS,
    category_name: "Findings",
    class_uid: DETECTION_FINDING,
    class_name: "Detection Finding",
    type_uid: DETECTION_FINDING * 100 + activity.id,
    severity_id: SEVERITY_IDS[severity],
    severity: severity.charAt(0).toUpperCase() + severity.slice(1),
    status_id: 1,
    status: "New",
    is_alert: kind !== "closed",
    time: alert.detectedAt,
    start_time: alert.firstSeen,
    end_time: alert.lastSeen,
    count: alert.count,
    message: headline(alert, 300),
    metadata: {
      version: VERSION,
      uid: alert.id,
      product: { name: "Palisade", vendor_name: "Palisade", feature: { uid: alert.project } },
      profiles: ["cloud"],
      original_time: new Date(match.time).toISOString(),
    },
    finding_info: {
      uid: alert.incident,
      title: plainLine(match.title, 300),
      desc: opening(alert).join(" "),
      analytic: { uid: match.detection, name: plainLine(match.title, 300), type_id: 1, type: "Rule" },
      first_seen_time: alert.firstSeen,
      last_seen_time: alert.lastSeen,
    },
    cloud: { provider: "AWS", region: match.region, account: named("uid", match.account) },
    resources: resources(alert),
    evidences: evidences(alert),
    remediation: { desc: numberedSteps(alert, LONGEST_STEP).join("\n") },
    unmapped: { cause: match.cause, details: match.details, event_ids: alert.eventIds, callers: match.callers },
  };
}

function resources({ match }: ReceivedAlert): Json {
  const { bucket, key, region } = match;
  return [
    ...bucketsOf(match).map((name) => ({ type: "AWS::S3::Bucket", name, uid: name, region })),
    ...(bucket === undefined || key === undefined
      ? []
      : [{ type: "AWS::S3::Object", name: key, uid: `${bucket}/${key}`, region }]),
    ...resourcesOf(match).map((uid) => ({ type: "AWS resource", uid, region })),
  ];
}

/** One for each address, since an evidence has one source. */
function evidences(alert: ReceivedAlert): Json {
  const [first, ...others] = sourceIpsOf(alert.match);
  return [evidence(alert, first), ...others.map((address) => ({ src_endpoint: source(address) }))];
}

/** Who did what from where, as far as it is known: of findings and of Palisade's own alerts it is only the event. */
function evidence({ match }: ReceivedAlert, sourceIp: string | undefined): Json {
  const isCall = !isOwn(match) && !isFinding(match);
  return {
    api: {
      operation: match.event,
      service: named("name", match.service),
      response: named("error", match.errorCode),
    },
    actor: isCall ? { user: user(match) } : undefined,
    src_endpoint: source(sourceIp),
    http_request: named("user_agent", match.userAgent),
    data: { event_id: match.eventId },
  };
}

function user({ actor, actorArn, actorKind, actorAccount, mfa }: Match): Json {
  return { uid: actorArn ?? actor, type: actorKind, account: named("uid", actorAccount), has_mfa: mfa };
}

/** An object of one text; absent where there is none. */
function named(name: string, text: string | undefined): Json {
  return text ? { [name]: text } : undefined;
}

/** An address, or the name of the AWS service that called on a principal's behalf. */
function source(text: string | undefined): Json {
  return named(text !== undefined && isIP(text) > 0 ? "ip" : "svc_name", text);
}
