import { answerOfError } from "@palisade/aws/answer";

export interface Waiting {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** How long to wait. */
  readonly patienceSeconds: number;
}

export function secondsSince(began: number, { now }: Waiting): string {
  return `${Math.round((now() - began) / 1000)} s`;
}

/** What was looked for cannot be seen at all. */
export class Unreadable extends Error {}

/** Undefined when it did not come to pass in time; an object with `why` when no one can tell. */
export async function waitUntil<T>(
  { now, sleep, patienceSeconds }: Waiting,
  pollMs: number,
  look: () => Promise<T>,
  isDone: (seen: T) => boolean,
): Promise<T | { readonly why: string } | undefined> {
  const end = now() + patienceSeconds * 1000;
  for (;;) {
    try {
      const seen = await look();
      if (isDone(seen)) return seen;
    } catch (error) {
      if (error instanceof Unreadable) return { why: error.message };
      const answer = answerOfError(error, "dynamodb:GetItem");
      return { why: answer.kind === "unknown" ? answer.why : "there is no incidents table" };
    }
    if (now() >= end) return undefined;
    await sleep(Math.min(pollMs, Math.max(0, end - now())));
  }
}
