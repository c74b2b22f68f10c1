import { perimeterRequest } from "../detections/perimeter-request";
import type { Actor, CloudTrailEvent, Source } from "../events/cloudtrail-event";
import { isDenied } from "../events/denied-error-codes";
import { parseCloudTrail } from "../events/parse-cloudtrail";
import type { PerimeterRequest } from "../perimeter/decision";
import { lineRequest } from "./line-request";
import { recordOfTuple } from "./record-of-tuple";
import type { AccessLogTuple, CloudTrailTuple, RequestGroup, RequestTuple } from "./request-group";

/** How requests ended. `failed` is an error that is no refusal, such as NoSuchKey: they were let in, and got nothing. */
export type Outcome = "succeeded" | "refused" | "failed";

/** What a log says of requests that are alike. */
export interface LoggedRequest {
  readonly log: RequestTuple["log"];
  readonly bucket: string;
  /** The log's own name for it: `GetObject`, `REST.GET.OBJECT`. */
  readonly action: string;
  readonly actor: Actor;
  readonly source: Source;
  readonly vpcEndpointId: string | undefined;
  readonly outcome: Outcome;
  readonly facts: PerimeterRequest;
  /** As detections see it; absent of access logs. */
  readonly event: CloudTrailEvent | undefined;
}

/** Undefined for what is no request, such as the access log's lifecycle expirations. */
export function loggedRequest({ tuple, lastSeen }: RequestGroup): LoggedRequest | undefined {
  return tuple.log === "cloudtrail" ? requestOfCall(tuple, lastSeen) : requestOfLine(tuple);
}

function requestOfCall(tuple: CloudTrailTuple, time: number): LoggedRequest | undefined {
  const parsed = parseCloudTrail(recordOfTuple(tuple, time));
  if (parsed.kind === "skipped") return undefined;
  const { event } = parsed;
  return {
    log: "cloudtrail",
    bucket: tuple.bucket,
    action: event.name,
    actor: event.actor,
    source: event.source,
    vpcEndpointId: event.vpcEndpointId,
    outcome: outcomeOf(event.errorCode),
    facts: perimeterRequest(event),
    event,
  };
}

/** What S3 does by itself, and the single objects of a batch, whose request has a line of its own. */
const NO_REQUEST = /^(S3|BATCH)\./;

function requestOfLine(tuple: AccessLogTuple): LoggedRequest | undefined {
  if (NO_REQUEST.test(tuple.operation)) return undefined;
  const { actor, source, facts } = lineRequest(tuple);
  return {
    log: "access-log",
    bucket: tuple.bucket,
    action: tuple.operation,
    actor,
    source,
    vpcEndpointId: undefined,
    outcome: outcomeOfStatus(tuple.status),
    facts,
    event: undefined,
  };
}

/** Without valid credentials, too, nobody gets anything. */
function outcomeOfStatus(status: number | undefined): Outcome {
  if (status === 401 || status === 403) return "refused";
  return status !== undefined && ((status >= 200 && status < 300) || status === 304) ? "succeeded" : "failed";
}

function outcomeOf(errorCode: string | undefined): Outcome {
  if (errorCode === undefined) return "succeeded";
  return isDenied(errorCode) ? "refused" : "failed";
}
