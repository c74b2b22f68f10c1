import type { Channel } from "./channel";
import type { Sent } from "./sent";
import { type Verdict, verdictOf } from "./verdict";

/** What became of a message: by the status, and where that is not the whole answer, by what the vendor says. `now` in milliseconds since the epoch. */
export function judgeAnswer(
  sent: Sent,
  { judge, isPassing }: Pick<Channel, "judge" | "isPassing">,
  now: number,
): Verdict {
  const byStatus = verdictOf(sent, now);
  if (sent.kind !== "answered") return byStatus;
  if (byStatus.kind === "refused" && isPassing?.(sent)) return { kind: "later", reason: byStatus.reason };
  if (byStatus.kind !== "taken") return byStatus;
  const verdict = judge(sent);
  return verdict.kind === "taken" ? byStatus : verdict;
}
