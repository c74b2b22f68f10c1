import { redact } from "./redact";

/** Long enough to recognise the value, short enough for one line. */
const MAX_LENGTH = 80;

/** No secret is longer than what is read of a text to show its beginning. */
export const MOST_READ = 4096;

/** A value in quotes and on one line, for messages, without what looks like a secret. */
export function shown(text: string): string {
  return shortened(redact(text.slice(0, MOST_READ)));
}

/** The same of a text in which secrets are hidden already. */
export function shortened(text: string): string {
  return JSON.stringify(text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text);
}
