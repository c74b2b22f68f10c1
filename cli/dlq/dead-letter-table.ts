import { ago } from "../doctor/ago";
import { commandName } from "../lib/command-name";
import { counted } from "../lib/counted";
import { layoutTable } from "../lib/layout/layout-table";
import { fitProse } from "../lib/layout/paragraph";
import { proseWidth, type Screen } from "../lib/terminal";
import { visibleText } from "../lib/visible-text";
import type { DeadLetter } from "./dead-letter";
import type { QueueAnswer } from "./queue-answer";

/** The dead letters for a person. That there are none is only said of queues that were looked at. */
export function deadLetterTable(answers: readonly QueueAnswer[], screen: Screen): readonly string[] {
  const queues = answers.flatMap(({ answer }) => (answer.kind === "found" ? [answer.value] : []));
  const letters = queues.flatMap((queue) => queue.letters);
  const waiting = queues.reduce((sum, queue) => sum + queue.waiting, 0);
  const unseen = answers.length - queues.length;
  const prose = (...lines: readonly string[]) => fitProse(lines, proseWidth(screen));
  if (waiting === 0) return prose(noneLine(queues.length, unseen));
  const now = Date.now();
  const rows = letters.map((letter) => rowOf(letter, now));
  const hidden = waiting - letters.length;
  return [
    ...layoutTable(COLUMNS, rows, screen),
    ...prose(
      `${counted(waiting, "dead letter")}${hidden > 0 ? `, ${counted(hidden, "other")} not shown (--limit)` : ""}. When the cause is mended: ${commandName()} dlq redrive --yes`,
      ...(unseen > 0 ? [`There may be more: ${counted(unseen, "queue")} could not be looked at.`] : []),
    ),
  ];
}

const COLUMNS = ["First sent", "Region", "For", "Event", "Reason"].map((head) => ({ head }));

function noneLine(seen: number, unseen: number): string {
  if (unseen === 0) return "No dead letters.";
  const all = counted(seen + unseen, "queue");
  if (seen === 0) return `Not known: none of ${all} could be looked at.`;
  return `No dead letters in ${seen} of ${all}; of the others it is not known, as they could not be looked at.`;
}

function rowOf({ sentAt, region, channel, isAccessLog, event, reason }: DeadLetter, now: number): string[] {
  const when = sentAt === undefined ? "unknown" : ago(sentAt, now);
  const what = event === undefined ? "none" : visibleText(event, 60);
  return [when, region, channel ?? (isAccessLog ? "access logs" : "detector"), what, visibleText(reason, 120)];
}
