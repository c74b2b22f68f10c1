import { deployCommand } from "../../lib/command-name";
import { UsageError } from "../../lib/usage-error";
import { visibleText } from "../../lib/visible-text";

/** What went wrong with a query, for callers that treat some of it differently. */
export type AthenaTrouble =
  /** The caller asked to stop. */
  | "stopped"
  /** Someone else stopped it in Athena. */
  | "cancelled"
  /** It would have read more than the workgroup allows. */
  | "over limit"
  /** Athena gave up on it, or refused it. */
  | "failed"
  /** Too many requests or queries at once. */
  | "throttled"
  | "credentials"
  | "no permission"
  /** Workgroup, database, table or query is not there. */
  | "missing"
  | "unreachable";

/** A query without an answer: the message says what happened and what to do. No row of it was returned. */
export class AthenaError extends UsageError {
  readonly trouble: AthenaTrouble;
  /** The query in Athena, where one was started. */
  readonly queryId: string | undefined;

  constructor(trouble: AthenaTrouble, message: string, queryId?: string) {
    super(message);
    this.trouble = trouble;
    this.queryId = queryId;
  }
}

/** What an error is about. */
export interface Asked {
  readonly workgroup: string;
  readonly region: string;
  /** Which call it was, as IAM names it. */
  readonly action: string;
  readonly queryId?: string | undefined;
}

const CREDENTIALS =
  /^(?:CredentialsProviderError|ExpiredToken|ExpiredTokenException|InvalidClientTokenId|InvalidSignatureException|TokenProviderError|UnrecognizedClientException)$/;
const REFUSED = /^(?:AccessDenied|AccessDeniedException|UnauthorizedOperation)$/;
const THROTTLED =
  /^(?:TooManyRequestsException|ThrottlingException|Throttling|RequestLimitExceeded|SlowDown|RequestThrottled)$/;
const NETWORK =
  /^(?:TimeoutError|NetworkingError|ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|EPIPE|ETIMEDOUT|InternalServerException|InternalFailure|ServiceUnavailable)$/;

/** Whether the same question may be answered the next time. */
export function isPassing(error: unknown): boolean {
  return namesOf(error).some((name) => THROTTLED.test(name) || NETWORK.test(name));
}

/** An error of the SDK in words. */
export function troubleOf(error: unknown, asked: Asked): AthenaError {
  if (error instanceof AthenaError) return error;
  const names = namesOf(error);
  const is = (pattern: RegExp) => names.some((name) => pattern.test(name));
  const [name = "unknown"] = names;
  const message = visibleText(error instanceof Error ? error.message : String(error), Number.POSITIVE_INFINITY);
  const { queryId, workgroup, region, action } = asked;
  const say = (trouble: AthenaTrouble, text: string) => new AthenaError(trouble, text + goesOn(queryId), queryId);
  if (is(CREDENTIALS)) {
    return say("credentials", `athena: no valid credentials (${name}), fix: aws sso login, or set AWS_PROFILE`);
  }
  if (is(REFUSED)) {
    return say("no permission", `athena: no permission: ${action} (${message}), fix: attach the policy hunters-policy`);
  }
  if (is(THROTTLED)) {
    return say(
      "throttled",
      `athena: too many requests at once in ${region} (${message}), fix: wait a minute, then ask again`,
    );
  }
  if (/^WorkGroup .+ (?:is not found|does not exist)|^WorkGroup does not exist/i.test(message)) {
    return say("missing", `athena: ${noWorkgroup(workgroup, region)}`);
  }
  if (/QueryExecution .+ (?:was|is) not found/i.test(message)) {
    return say(
      "missing",
      `athena: no query ${queryId} in ${region}, expected the id of one of the last 45 days, fix: leave --query-id out`,
    );
  }
  if (is(NETWORK)) return say("unreachable", `athena: ${region} does not answer (${name}: ${message}), fix: ask again`);
  return say("failed", `athena: ${action} failed: ${name}: ${message}`);
}

export function noWorkgroup(workgroup: string, region: string): string {
  return `no workgroup ${workgroup} in ${region}, expected the one that hunting in palisade.yaml makes, fix: ${deployCommand("hunting")}`;
}

/** A query that was started goes on whatever happens to who asked. */
function goesOn(queryId: string | undefined): string {
  return queryId === undefined ? "" : `; the query goes on in Athena, its answer: --query-id ${queryId}`;
}

/** The SDK's name of an error, and the system's code. */
function namesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [];
  const { code } = error as { readonly code?: unknown };
  return [...(typeof code === "string" ? [code] : []), error.name].filter((name) => name !== "");
}
