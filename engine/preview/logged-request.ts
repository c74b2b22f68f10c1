import { perimeterRequest } from "../detections/facts/perimeter-request";
import type { Actor, CloudTrailEvent, Source } from "../events/cloudtrail/cloudtrail-event";
import { isDenied } from "../events/cloudtrail/denied-error-codes";
import { parseCloudTrail } from "../events/cloudtrail/parse-cloudtrail";
import { classifySource } from "../events/source";
import type { PerimeterRequest } from "../perimeter/decision";
import { lineRequest } from "./line-request";
import { recordOf } from "./record-of";
import type { AccessLogTuple, Call, CloudTrailTuple, Identity, RequestGroup, RequestTuple } from "./request-group";

/** How requests ended. `failed` is an error that is no refusal, such as NoSuchKey: they were allowed, and got nothing. */
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
export function loggedRequest({ tuple }: RequestGroup): LoggedRequest | undefined {
  return tuple.log === "cloudtrail" ? requestOfCall(tuple) : requestOfLine(tuple);
}

function requestOfCall({ call, identity, sourceAddress, vpcEndpointId }: CloudTrailTuple): LoggedRequest | undefined {
  const placeless = placelessEvent(call, identity);
  if (placeless === undefined) return undefined;
  const { actor } = placeless;
  const source = classifySource(sourceAddress, { type: identity.type, invokedBy: actor.invokedBy });
  const event = { ...placeless, source, vpcEndpointId };
  return {
    log: "cloudtrail",
    bucket: call.bucket,
    action: call.eventName,
    actor,
    source,
    vpcEndpointId,
    outcome: outcomeOf(call.errorCode),
    facts: perimeterRequest(event),
    event,
  };
}

type PlacelessEvent = Omit<CloudTrailEvent, "source" | "vpcEndpointId">;

const placelessEvents = new WeakMap<Call, WeakMap<Identity, PlacelessEvent | typeof NO_EVENT>>();
const NO_EVENT = Symbol("no event");

/** A caller asks for the same from many places, and what it asks for is read once. */
function placelessEvent(call: Call, identity: Identity): PlacelessEvent | undefined {
  const byIdentity = placelessEvents.get(call) ?? new WeakMap<Identity, PlacelessEvent | typeof NO_EVENT>();
  placelessEvents.set(call, byIdentity);
  let event = byIdentity.get(identity);
  if (event === undefined) {
    const parsed = parseCloudTrail(recordOf(call, identity));
    event = parsed.kind !== "event" ? NO_EVENT : parsed.event;
    byIdentity.set(identity, event);
  }
  return event === NO_EVENT ? undefined : event;
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
    outcome: outcomeOfLine(tuple),
    facts,
    event: undefined,
  };
}

/** A 403 all the same: the request was allowed, and the object is not there to be read. */
const ARCHIVED = "InvalidObjectState";

/** Without valid credentials, too, no one gets anything. */
function outcomeOfLine({ status, errorCode }: AccessLogTuple): Outcome {
  if ((status === 401 || status === 403) && errorCode !== ARCHIVED) return "refused";
  return status !== undefined && ((status >= 200 && status < 300) || status === 304) ? "succeeded" : "failed";
}

function outcomeOf(errorCode: string | undefined): Outcome {
  if (errorCode === undefined) return "succeeded";
  return isDenied(errorCode) ? "refused" : "failed";
}
