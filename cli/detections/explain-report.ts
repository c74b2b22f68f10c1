import { docsOf } from "@palisade/engine/detections/docs";
import type { Candidate } from "@palisade/engine/detections/engine/candidate";
import type { AnyDetection } from "@palisade/engine/detections/engine/define-detection";
import type { Event } from "@palisade/engine/events/event";
import { counted } from "../lib/counted";
import { visibleText } from "../lib/visible-text";
import type { Explained, Explanation, Opinion } from "./explain";

const VERDICTS: Readonly<Record<Opinion["kind"], string>> = {
  matched: "matched",
  waits: "waits",
  silenced: "silenced",
  failed: "FAILED",
  passed: "no match",
  unheard: "not heard",
};
const ORDER = Object.keys(VERDICTS);
const WIDTH = 11;

type DescriptionOf = (detection: AnyDetection) => string;

/** What the detections make of an event, for a person: those that matched first. */
export function explainReport(
  event: Event,
  { near, sameService }: Explanation,
  descriptionOf: DescriptionOf = (detection) => docsOf(detection).description,
): readonly string[] {
  const inOrder = near.toSorted((a, b) => ORDER.indexOf(a.opinion.kind) - ORDER.indexOf(b.opinion.kind));
  return [
    headline(event),
    "",
    ...(near.length === 0 ? ["No detection listens to it."] : inOrder.flatMap((one) => linesOf(one, descriptionOf))),
    ...(sameService.length === 0
      ? []
      : ["", `Of the same service, but other calls: ${sameService.map(({ id }) => id).join(", ")}`]),
  ];
}

function headline(event: Event): string {
  const time = `${new Date(event.time).toISOString().slice(0, 19).replace("T", " ")} UTC`;
  if (event.kind === "finding") return visibleText(`Finding ${event.type} of ${event.feed}, ${time}`);
  const { actor, errorCode } = event;
  const what = event.kind === "call" ? `${event.name} of ${event.service}` : `${event.operation} on ${event.bucket}`;
  const outcome = errorCode === undefined ? "" : `, refused or failed with ${errorCode}`;
  return visibleText(`${what}, ${time}, by ${actor.arn ?? actor.id}${outcome}`);
}

function linesOf({ detection, isEnabled, opinion }: Explained, descriptionOf: DescriptionOf): readonly string[] {
  const off = isEnabled ? "" : " (off)";
  const [first = "", ...more] = wordsOf(opinion, () => descriptionOf(detection));
  const severity = opinion.kind === "matched" ? ` (${opinion.match.severity})` : "";
  return [
    `${VERDICTS[opinion.kind].padEnd(WIDTH)}${detection.id}${severity}${off}`,
    ...[first, ...more].map((line) => " ".repeat(WIDTH) + visibleText(line, 1000)),
  ];
}

function wordsOf(opinion: Opinion, description: () => string): readonly string[] {
  switch (opinion.kind) {
    case "matched": {
      const details = Object.entries(opinion.match.details ?? {}).map(([label, value]) => `${label}: ${value}`);
      return [opinion.match.summary, ...details, `One incident with all of ${opinion.match.dedupKey}`];
    }
    case "waits":
      return [waitsFor(opinion.candidate), opinion.candidate.match.summary];
    case "silenced":
      return ["it would match, but a suppression in palisade.yaml silences it"];
    case "failed":
      return [`it broke: ${opinion.error instanceof Error ? opinion.error.message : String(opinion.error)}`];
    case "passed":
      return [`it heard the event, which is not what it looks for: ${description()}`];
    case "unheard":
      return opinion.misfits.length === 0
        ? ["the fields fit its pattern one by one, but not together"]
        : opinion.misfits.map(({ field, why }) => `${field} ${why}`);
  }
}

function waitsFor({ rule, weight = 1, value, step = 0, key }: Candidate): string {
  switch (rule.kind) {
    case "threshold": {
      const adds =
        rule.measure === "distinct" ? `this one is ${value}, of` : `this adds ${weight.toLocaleString("en-US")} to`;
      const reach = rule.reach.toLocaleString("en-US");
      return `it counts, and matches from ${reach} ${rule.unit} within ${counted(rule.withinMinutes, "minute")} on; ${adds} ${key}`;
    }
    case "sequence": {
      const { what = "", reach = 1 } = rule.steps[step] ?? {};
      return `it is step ${step + 1} of ${rule.steps.length} (${reach} ${what}), all within ${counted(rule.withinMinutes, "minute")}, of ${key}`;
    }
    case "first-seen":
      return `it matches if ${value} is new for ${key}, after ${counted(rule.learningDays, "day")} of learning`;
  }
}
