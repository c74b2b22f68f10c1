import { isFields } from "../events/fields";
import type { Outcome } from "./outcome";

/** What a vendor answered with a status of success. */
export interface Answer {
  readonly status: number;
  /** Absent when it was too long, or was cut off. */
  readonly body?: string;
}

/** Reads the outcome of a message from the vendor's own words: several vendors answer 200 whatever becomes of it. */
export type ReadOutcome = (answer: Answer) => Outcome;

export const TAKEN: Outcome = { kind: "taken" };

/** For an answer that the vendor does not document: the message is tried again, and ends in the dead letters where that goes on. */
export function unclear({ status }: Answer, what: string): Outcome {
  return { kind: "later", reason: `answered ${status} ${what}` };
}

/** The object that the answer holds; undefined for anything else. */
export function objectIn({ body = "" }: Answer): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return isFields(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A short text of a known form, which alone may stand in a log. */
export function codeIn(value: unknown, pattern: RegExp): string | undefined {
  return typeof value === "string" && pattern.test(value) ? value : undefined;
}
