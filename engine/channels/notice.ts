import { plainLine } from "../alerts/sanitize";
import type { Severity } from "../severity";

/** A message that is not an alert: how many alerts were folded, that Palisade itself is in trouble, or a test of the channel. */
export interface Notice {
  /** Unique, and equal where the same one comes twice. */
  readonly id: string;
  /** The same for all notices about one thing. */
  readonly about: string;
  readonly kind: "folded" | "alarm" | "test";
  readonly severity: Severity;
  /** Whether what `about` names is over. */
  readonly isOver: boolean;
  readonly title: string;
  readonly text: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

const LONGEST_TITLE = 140;
const LONGEST_TEXT = 1500;

/** Escapes a text for a vendor, to at most so many UTF-16 units. */
type Write = (text: string, longest: number) => string;

/** Title and text as a vendor takes them: one line each, escaped, and never empty, since vendors refuse an empty text. */
export function noticeTexts({ title, text }: Notice, write: Write): { readonly title: string; readonly text: string } {
  const line = (words: string, longest: number) => write(plainLine(words, longest).trim() || "-", longest);
  return { title: line(title, LONGEST_TITLE), text: line(text, LONGEST_TEXT) };
}
