import { type Answer, codeIn, objectIn, TAKEN, unclear } from "../answer";
import type { Outcome } from "../outcome";

/** Slack's errors that pass by themselves. */
const TRANSIENT: ReadonlySet<string> = new Set([
  "ratelimited",
  "rate_limited",
  "message_limit_exceeded",
  "internal_error",
  "fatal_error",
  "rollup_error",
  "request_timeout",
  "service_unavailable",
  "team_added_to_org",
  "org_login_required",
]);

const CODE = /^[a-z_]{1,60}$/;

/**
 * An incoming webhook answers `ok`, and errors with a status of their own; a workflow's webhook answers JSON.
 * @see https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
 */
export function slackWebhookOutcome(answer: Answer): Outcome {
  const text = answer.body?.trim();
  // The status was a success, and it alone tells errors; a second message would be one too many.
  if (text === undefined || text === "ok") return TAKEN;
  if (objectIn(answer)) return slackApiOutcome(answer);
  return CODE.test(text) ? failed(text) : unclear(answer, "without ok");
}

/**
 * The Web API answers 200 whatever becomes of the message.
 * @see https://docs.slack.dev/reference/methods/chat.postMessage
 */
export function slackApiOutcome(answer: Answer): Outcome {
  const { ok, error } = objectIn(answer) ?? {};
  if (ok === true) return TAKEN;
  return ok === false ? failed(codeIn(error, CODE)) : unclear(answer, "without saying whether it took the message");
}

function failed(error: string | undefined): Outcome {
  const reason = `refused: ${error ?? "no reason that can be read"}`;
  return error !== undefined && TRANSIENT.has(error) ? { kind: "later", reason } : { kind: "refused", reason };
}
