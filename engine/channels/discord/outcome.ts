import { type Answer, objectIn, TAKEN, unclear } from "../answer";
import type { Outcome } from "../outcome";

/**
 * With `wait=true` Discord answers with the message that it kept, and 204 where it was not asked to wait; errors have a status of their own.
 * @see https://discord.com/developers/docs/resources/webhook#execute-webhook
 */
export function discordOutcome(answer: Answer): Outcome {
  const { status, body } = answer;
  // The status was a success, and it alone tells errors; a second message would be one too many.
  if (status === 204 || body === undefined) return TAKEN;
  const { id, code } = objectIn(answer) ?? {};
  if (typeof id === "string") return TAKEN;
  if (typeof code === "number") return { kind: "refused", reason: `refused: code ${code}` };
  return unclear(answer, "without the message that it kept");
}
