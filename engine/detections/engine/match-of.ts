import type { AccessLogEvent } from "../../events/access-log/access-log-event";
import { lineRegion } from "../../events/access-log/line-region";
import { isReadOperation } from "../../events/access-log/operations";
import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { s3Access } from "../../events/cloudtrail/s3-event-names";
import { isSynthetic } from "../../events/cloudtrail/synthetic-record";
import type { Event } from "../../events/event";
import type { FindingEvent } from "../../events/findings/finding-event";
import { signedInAs } from "../../events/signed-in-as";
import { sourceText } from "../../events/source";
import type { Severity } from "../../severity";
import type { AnyDetection, Verdict } from "./define-detection";
import type { Match } from "./match";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** What the match says whatever the event is. */
export interface MatchHead {
  readonly detection: AnyDetection;
  readonly verdict: Verdict;
  readonly severity: Severity;
  readonly dedupKey: string;
  /** Whether a perimeter is around a bucket: of several, a protected one stands first. */
  readonly isProtected: (bucket: string) => boolean;
  /** The account that Palisade is deployed in, and that the buckets are of whose access logs it reads. */
  readonly account: string;
}

/** What is absent is left out, so that a match is the same before and after JSON. */
export function matchOf(head: MatchHead, event: Event): Match {
  const match = bareMatchOf(head, event);
  if (head.verdict.cause !== undefined) match.cause = head.verdict.cause;
  if (head.verdict.details !== undefined) match.details = head.verdict.details;
  return match;
}

function bareMatchOf(head: MatchHead, event: Event): Mutable<Match> {
  switch (event.kind) {
    case "call":
      return matchOfCall(head, event);
    case "finding":
      return matchOfFinding(head, event);
    case "access-log":
      return matchOfLine(head, event);
  }
}

/** Whether another AWS service found it; then no one knows the caller, and the actor is that service. */
export function isFinding({ actor, actorKind }: Pick<Match, "actor" | "actorKind">): boolean {
  return actorKind === "service" && actor.startsWith(FEED);
}

/** Services that call are named by their host, as in `delivery.logs.amazonaws.com`. */
const FEED = "aws.";

function matchOfCall({ detection, verdict, severity, dedupKey }: MatchHead, event: CloudTrailEvent): Mutable<Match> {
  const { actor } = event;
  const match: Mutable<Match> = {
    detection: detection.id,
    title: isSynthetic(event.record) ? `TEST: ${detection.title}` : detection.title,
    severity,
    summary: verdict.summary,
    dedupKey,
    eventId: event.id,
    time: event.time,
    event: event.name,
    actor: actor.id,
    actorKind: actor.kind,
  };
  // Field by field: a loop over the fields' names took longer than all the rest, and replay makes millions of these.
  const sourceIp = sourceText(event.source);
  const behind = signedInAs(event);
  if (event.service === "s3.amazonaws.com") match.readOnly = s3Access(event) === "read";
  else {
    match.service = event.service;
    if (event.readOnly !== undefined) match.readOnly = event.readOnly;
  }
  if (event.region !== undefined) match.region = event.region;
  if (event.account !== undefined) match.account = event.account;
  if (event.bucket !== undefined) match.bucket = event.bucket;
  if (event.key !== undefined) match.key = event.key;
  if (sourceIp !== undefined) match.sourceIp = sourceIp;
  if (event.userAgent !== undefined) match.userAgent = event.userAgent;
  if (event.errorCode !== undefined) match.errorCode = event.errorCode;
  if (event.vpcEndpointId !== undefined) match.vpcEndpointId = event.vpcEndpointId;
  if (actor.arn !== undefined) match.actorArn = actor.arn;
  if (actor.account !== undefined) match.actorAccount = actor.account;
  if (actor.mfa !== undefined) match.mfa = actor.mfa;
  if (behind !== undefined) match.signedInAs = behind;
  return match;
}

function matchOfLine(
  { detection, verdict, severity, dedupKey, account }: MatchHead,
  event: AccessLogEvent,
): Mutable<Match> {
  const { actor, operation, key, userAgent, errorCode } = event;
  const match: Mutable<Match> = {
    detection: detection.id,
    title: detection.title,
    severity,
    summary: verdict.summary,
    dedupKey,
    eventId: event.id,
    time: event.time,
    event: operation,
    readOnly: isReadOperation(operation),
    account,
    bucket: event.bucket,
    actor: actor.id,
    actorKind: actor.kind,
  };
  const region = lineRegion(event);
  const sourceIp = sourceText(event.source);
  if (region !== undefined) match.region = region;
  if (key !== undefined) match.key = key;
  if (sourceIp !== undefined) match.sourceIp = sourceIp;
  if (userAgent !== undefined) match.userAgent = userAgent;
  if (errorCode !== undefined) match.errorCode = errorCode;
  if (actor.arn !== undefined) match.actorArn = actor.arn;
  if (actor.account !== undefined) match.actorAccount = actor.account;
  return match;
}

function matchOfFinding(head: MatchHead, event: FindingEvent): Mutable<Match> {
  const { detection, verdict, severity, dedupKey, isProtected } = head;
  const match: Mutable<Match> = {
    detection: detection.id,
    title: detection.title,
    severity,
    summary: verdict.summary,
    dedupKey,
    eventId: event.id,
    time: event.time,
    event: event.type,
    actor: `${FEED}${event.feed}`,
    actorKind: "service",
  };
  if (event.region !== undefined) match.region = event.region;
  if (event.account !== undefined) match.account = event.account;
  const { resources, sourceIps, callers, leftOut } = event;
  const buckets = [...event.buckets.filter(isProtected), ...event.buckets.filter((bucket) => !isProtected(bucket))];
  const [bucket] = buckets;
  const [resource] = resources;
  const [sourceIp] = sourceIps;
  if (bucket !== undefined) match.bucket = bucket;
  if (buckets.length > 1) match.buckets = buckets;
  if (resource !== undefined) match.resource = resource;
  if (resources.length > 1) match.resources = resources;
  if (sourceIp !== undefined) match.sourceIp = sourceIp;
  if (sourceIps.length > 1) match.sourceIps = sourceIps;
  if (callers.length > 0) match.callers = callers;
  if (leftOut > 0) match.leftOut = leftOut;
  return match;
}
