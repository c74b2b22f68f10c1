import { SEVERITIES, type Severity } from "@palisade/engine/severity";
import type { PalisadeConfig } from "../config";

/** What people are sent, by the attributes of a message, as SNS writes filter policies; absent means everything. */
export interface SubscriberFilters {
  readonly email?: object;
  readonly sms?: object;
}

/** By e-mail the digest comes in any case. As a text message it would cost a message a day and say nothing. */
export function subscriberFilters({ alerts, digest }: Pick<PalisadeConfig, "alerts" | "digest">): SubscriberFilters {
  const { emailSeverity, smsSeverity } = alerts;
  const email = emailSeverity && withDigest(atLeast(emailSeverity), digest !== undefined);
  const sms = smsSeverity ? atLeast(smsSeverity) : withoutDigest(digest !== undefined);
  return { ...(email && { email }), ...(sms && { sms }) };
}

function atLeast(severity: Severity): object {
  return { severity: SEVERITIES.slice(SEVERITIES.indexOf(severity)) };
}

function withDigest(filter: object, hasDigest: boolean): object {
  return hasDigest ? { $or: [filter, { kind: ["digest"] }] } : filter;
}

/** Palisade's own alarms have no attributes. */
function withoutDigest(hasDigest: boolean): object | undefined {
  return hasDigest ? { kind: [{ "anything-but": ["digest"] }, { exists: false }] } : undefined;
}
