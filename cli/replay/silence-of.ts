import type { AnyDetection } from "@palisade/engine/detections/engine/define-detection";
import { NO_RECORD, noneOwnLine } from "../lib/not-judged/not-judged-lines";
import type { Scope } from "../lib/not-judged/scope";
import type { Replay } from "./replay";
import { learningInWords } from "./summary-in-words";

/** Why a detection that raised no alert says nothing by that; undefined where it does. */
export function silenceOf({ id, log }: AnyDetection, result: Replay, scope: Scope): string | undefined {
  const { isAbout, summary, logs } = result;
  if (!isAbout) return summary.read === 0 ? NO_RECORD : noneOwnLine(summary.read, scope);
  if ((logs[log] ?? 0) === 0) return `Not judged: there is no record of ${log}.`;
  const learning = summary.stillLearning.find(({ detection }) => detection === id);
  return learning && learningInWords(learning);
}
