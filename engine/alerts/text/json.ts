import type { Alert } from "../alert";
import { ALERT_SCHEMA } from "../alert-schema";
import { bucketConsoleLink } from "../console-link";
import { alertId, incidentId } from "../incident-id";
import { nextSteps } from "../next-steps";
import { MOST_DETAILS } from "./details";

const iso = (time: number): string => new Date(time).toISOString();

/**
 * The alert for machines. Text from events stands as it was logged, cut at `longestText`: the reader that shows it escapes it. Absent fields
 * are left out.
 */
export function alertJson(alert: Alert, longestText: number): string {
  const { match } = alert;
  const fields = {
    schema: ALERT_SCHEMA,
    id: alertId(alert),
    incident: incidentId(alert),
    detection: match.detection,
    title: match.title,
    severity: alert.severity,
    kind: alert.kind,
    cause: match.cause,
    summary: match.summary,
    details: match.details && Object.fromEntries(Object.entries(match.details).slice(0, MOST_DETAILS)),
    bucket: match.bucket,
    buckets: match.buckets,
    resource: match.resource,
    resources: match.resources,
    sourceIp: match.sourceIp,
    sourceIps: match.sourceIps,
    callers: match.callers,
    leftOut: match.leftOut,
    actor: match.actor,
    actorKind: match.actorKind,
    actorArn: match.actorArn,
    actorAccount: match.actorAccount,
    mfa: match.mfa,
    event: match.event,
    service: match.service,
    events: match.events,
    key: match.key,
    readOnly: match.readOnly,
    errorCode: match.errorCode,
    userAgent: match.userAgent,
    vpcEndpointId: match.vpcEndpointId,
    account: match.account,
    region: match.region,
    count: alert.count,
    more: alert.more,
    windowMinutes: alert.windowMinutes,
    time: iso(match.time),
    firstSeen: iso(alert.firstSeen),
    lastSeen: iso(alert.lastSeen),
    detectedAt: iso(alert.detectedAt),
    dedupKey: match.dedupKey,
    eventId: match.eventId,
    eventIds: alert.eventIds,
    duplicatesPossible: alert.duplicatesPossible,
    consoleUrl: bucketConsoleLink(match.bucket, match.region),
    nextSteps: nextSteps(match),
    project: alert.project,
    environment: alert.environment,
    environments: alert.environments,
  };
  return JSON.stringify(fields, (_, value) => (typeof value === "string" ? value.slice(0, longestText) : value));
}
