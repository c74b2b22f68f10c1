import type { Answer } from "@palisade/aws/answer";
import type { Aws } from "@palisade/aws/aws";
import type { Caller } from "@palisade/aws/caller";
import type { PalisadeConfig } from "../../config/config";

/** One thing that was looked at. */
export interface Line {
  /** `unknown`: could not look. */
  readonly status: "pass" | "fail" | "unknown";
  /** What was looked at, as in `queue palisade-events`. */
  readonly subject: string;
  /** What there was to see. */
  readonly why: string;
  /** The command that mends it, or what a person has to do. */
  readonly fix?: string;
}

export interface Surroundings {
  readonly config: PalisadeConfig;
  readonly aws: Aws;
  /** Who is asking; asked once. */
  readonly caller: () => Promise<Answer<Caller>>;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** One part of the chain, looked at with read-only calls. */
export interface Probe {
  /** One word, or several with `-`. */
  readonly id: string;
  /** What holds when it passes, as a sentence without full stop. */
  readonly title: string;
  /** Ids of the probes whose failure this one would only repeat. */
  readonly needs: readonly string[];
  readonly look: (surroundings: Surroundings) => Promise<readonly Line[]>;
}

export function pass(subject: string, why: string): Line {
  return { status: "pass", subject, why };
}

export function fail(subject: string, why: string, fix: string): Line {
  return { status: "fail", subject, why, fix };
}

/** A failure where there is a reason, else a pass. */
export function failIf(problem: string | undefined, subject: string, why: string, fix: string): Line {
  return problem === undefined ? pass(subject, why) : fail(subject, problem, fix);
}

export function unknown(subject: string, { why, fix }: { readonly why: string; readonly fix?: string }): Line {
  return { status: "unknown", subject, why, ...(fix !== undefined && { fix }) };
}

/** Why a probe fails of a thing that AWS does not know. */
export const DOES_NOT_EXIST = "does not exist";

/** What an answer without a value makes of a probe's line. */
export function withoutValue(
  answer: Exclude<Answer<unknown>, { readonly kind: "found" }>,
  subject: string,
  fix: string,
): Line {
  return answer.kind === "missing" ? fail(subject, DOES_NOT_EXIST, fix) : unknown(subject, answer);
}
