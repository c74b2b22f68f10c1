import type { Entry } from "@palisade/engine/preview/suggest-entry";

/** All that a first configuration says, with the reasons that stand beside it as comments. */
export interface Draft {
  /** What it was made from, as in `logs/: 1,234 CloudTrail records of 3 days`. */
  readonly origin: string;
  readonly project: string;
  readonly account: Reasoned;
  readonly region: Reasoned;
  readonly buckets: readonly DraftBucket[];
  /** Buckets that are not protected, each with why. */
  readonly leftOut: readonly Reasoned[];
  readonly allowed: readonly DraftEntry[];
  /** Entries that are not sure enough. */
  readonly doubtful: readonly DraftEntry[];
  readonly emails: readonly string[];
  readonly trail: DraftTrail;
  /** What is not known, or was not looked at. */
  readonly gaps: readonly string[];
}

export interface Reasoned {
  readonly value: string;
  readonly why: string;
}

export interface DraftBucket {
  readonly name: string;
  /** Undefined where it is not known; the home region stands in for it. */
  readonly region: string | undefined;
  readonly policy: DraftPolicy;
}

export type DraftPolicy =
  /** `file` holds it, relative to the configuration. */
  | { readonly kind: "kept"; readonly file: string; readonly statements: number }
  | { readonly kind: "none" }
  | { readonly kind: "unknown"; readonly why: string };

/** An entry of `allow`, with how sure it is and why. */
export interface DraftEntry {
  readonly key: Entry["key"];
  readonly value: string;
  readonly why: string;
}

export type DraftTrail =
  | { readonly kind: "create"; readonly why: string }
  | { readonly kind: "existing"; readonly name: string; readonly why: string };
