import { assumedInWords, NO_ALLOWLIST } from "../lib/assumed/assumed-in-words";
import { counted } from "../lib/counted";
import type { NotJudgedKind } from "../lib/not-judged/not-judged";
import { NO_RECORD, noneOwnLine, notJudgedParts } from "../lib/not-judged/not-judged-lines";
import type { Replay } from "./replay";
import type { ReplayQuestion } from "./replay-question";
import { learningInWords, mistimedInWords } from "./summary-in-words";

/** What the absence of alerts does not speak of, or what else a reader has to know first. */
export interface Gap {
  readonly kind:
    | "nothing-known"
    | "unreadable"
    | "no-configuration"
    | NotJudgedKind
    | "skipped"
    | "mistimed"
    | "still-learning";
  /** `error`: the answer is not whole; `warning`: it is not about everything; `note`: no more than to be known. */
  readonly level: "error" | "warning" | "note";
  readonly text: string;
}

export function gapsOf(
  { summary, isAbout, notJudged, unreadable, skippedBecause }: Replay,
  { scope, assumed }: Pick<ReplayQuestion, "scope" | "assumed">,
): readonly Gap[] {
  const { read, mistimed, stillLearning } = summary;
  const unreadableReasons = new Set(unreadable.map(({ reason }) => reason));
  return [
    ...(isAbout ? [] : [gap("nothing-known", "error", read === 0 ? NO_RECORD : noneOwnLine(read, scope))]),
    ...unreadable.map(({ path, reason, count }) =>
      gap("unreadable", "error", `Not read: ${path}: ${reason}${count === 1 ? "" : ` (${counted(count, "time")})`}.`),
    ),
    ...(assumed && read > 0 ? [gap("no-configuration", "warning", assumedInWords(assumed, NO_ALLOWLIST))] : []),
    ...notJudgedParts(notJudged, scope, "request").map(({ kind, text }) =>
      gap(kind, "warning", `Not judged: ${text}.`),
    ),
    ...skippedBecause
      .filter(({ reason }) => !unreadableReasons.has(reason))
      .map(({ reason, count }) => gap("skipped", "note", `Skipped ${counted(count, "record")}: ${reason}.`)),
    ...(mistimed === undefined ? [] : [gap("mistimed", "note", mistimedInWords(mistimed))]),
    ...stillLearning.map((one) => gap("still-learning", "note", learningInWords(one))),
  ];
}

function gap(kind: Gap["kind"], level: Gap["level"], text: string): Gap {
  return { kind, level, text };
}
