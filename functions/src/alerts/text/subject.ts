import type { Alert } from "../alert";
import { asciiLine } from "../sanitize";

/** SNS takes at most 100 printable ASCII characters, without a line break. */
const LONGEST_SUBJECT = 100;

export function subjectLine({ kind, severity, match, more }: Alert): string {
  const prefix = kind === "closed" ? `${more} more: ` : kind === "raised" ? "now graver: " : "";
  const where = [match.bucket, match.sourceIp].filter((text) => text !== undefined).map((text) => asciiLine(text, 63));
  const text = [`${severity.toUpperCase()}: ${prefix}${match.title}`, ...where].join(", ");
  return asciiLine(text, LONGEST_SUBJECT);
}
