import { DOES_NOT_EXIST, type Line } from "./probe";

/** `function palisade-detector`, `queue palisade-events in us-east-1`, `topic palisade-alerts, subscriptions`. */
const SUBJECT =
  /^(?<kind>bucket|function|queue|role|rule|schedule|table|topic) (?<name>[^\s,]+)(?: in (?<region>\S+))?/;

/**
 * A line cannot pass that speaks of a thing which another probe found missing: no metric, queue or schedule complains of a function that
 * is not there, they are only quiet. What such a line says is not known.
 */
export function doubtClaims<T extends Line>(lines: readonly T[]): readonly T[] {
  const missing = lines.flatMap(missingIn);
  return lines.map((line) => {
    if (line.status !== "pass") return line;
    const words = wordsOf(`${line.subject} ${line.why}`);
    const found = missing.find(({ mentions }) => mentions.every((word) => words.includes(word)));
    return found === undefined ? line : { ...line, status: "unknown", why: `not known: ${found.what} does not exist` };
  });
}

interface Missing {
  readonly what: string;
  /** A line that has all of these words speaks of it. */
  readonly mentions: readonly string[];
}

function missingIn({ status, subject, why }: Line): readonly Missing[] {
  const { kind, name, region } = SUBJECT.exec(subject)?.groups ?? {};
  if (status !== "fail" || why !== DOES_NOT_EXIST || kind === undefined || name === undefined) return [];
  const where = region === undefined ? [] : wordsOf(region);
  const what = `${kind} ${name}${region === undefined ? "" : ` in ${region}`}`;
  return [
    { what, mentions: [...wordsOf(name), ...where] },
    // The clock looks at all rules of a region together.
    ...(kind === "rule" ? [{ what, mentions: ["rules", ...where] }] : []),
  ];
}

/** As names of AWS are written: `arn:aws:sqs:eu-central-1:111122223333:palisade-events` mentions the queue. */
function wordsOf(text: string): readonly string[] {
  return text.split(/[^\w-]+/);
}
