import { type Answer, codeIn, objectIn, TAKEN, unclear } from "../answer";
import type { Verdict } from "../verdict";

/** Slack's errors that pass by themselves. */
const PASSING: ReadonlySet<string> = new Set([
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
export function judgeSlackWebhook(answer: Answer): Verdict {
  const text = answer.body?.trim();
  // The status was a success, and it alone tells errors; a second message would be one too many.
  if (text === undefined || text === "ok") return TAKEN;
  if (objectIn(answer)) return judgeSlackApi(answer);
  return CODE.test(text) ? failed(text) : unclear(answer, "without ok");
}

/**
 * The Web API answers 200 whatever becomes of the message.
 * @see https://docs.slack.dev/reference/methods/chat.postMessage
 */
export function judgeSlackApi(answer: Answer): Verdict {
  const { ok, error } = objectIn(answer) ?? {};
  if (ok === true) return TAKEN;
  return ok === false ? failed(codeIn(error, CODE)) : unclear(answer, "without saying whether it took the message");
}

function failed(error: string | undefined): Verdict {
  const reason = `refused: ${error ?? "no reason that can be read"}`;
  return error !== undefined && PASSING.has(error) ? { kind: "later", reason } : { kind: "refused", reason };
}
