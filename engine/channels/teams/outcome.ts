import { type Answer, TAKEN, unclear } from "../answer";
import { type Outcome, TRANSIENT_STATUSES } from "../outcome";

/**
 * A workflow answers 202 with nothing, before it runs; a connector answers 200 with `1`, and with the same status and a sentence where
 * Teams refused the message or is overrun (MicrosoftDocs/msteams-docs#400).
 * @see https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using#rate-limiting-for-connectors
 */
export function teamsOutcome(answer: Answer): Outcome {
  const { status, body } = answer;
  if (body === undefined) return status === 202 ? TAKEN : unclear(answer, "without an end");
  const text = body.trim();
  if (text === "" || text === "1") return TAKEN;
  const inner = Number(/\bHTTP error (\d{3})\b/.exec(text)?.[1]);
  if (Number.isNaN(inner)) return unclear(answer, "without saying that Teams took the message");
  const reason = `answered ${status}, but Teams itself ${inner}`;
  return inner >= 500 || TRANSIENT_STATUSES.has(inner) ? { kind: "later", reason } : { kind: "refused", reason };
}
