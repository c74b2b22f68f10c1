import type { Channel } from "./channel";
import { type Outcome, outcomeByStatus } from "./outcome";
import type { Sent } from "./sent";

/** The outcome of a message: by the status, and where that is not the whole answer, by what the vendor says. `now` in milliseconds since the epoch. */
export function outcomeOf(sent: Sent, channel: Pick<Channel, "outcomeOf" | "isTransient">, now: number): Outcome {
  const byStatus = outcomeByStatus(sent, now);
  if (sent.kind !== "answered") return byStatus;
  if (byStatus.kind === "refused" && channel.isTransient?.(sent)) return { kind: "later", reason: byStatus.reason };
  if (byStatus.kind !== "taken") return byStatus;
  const outcome = channel.outcomeOf(sent);
  return outcome.kind === "taken" ? byStatus : outcome;
}
