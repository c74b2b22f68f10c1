import type { HeldAlert } from "@palisade/engine/digest/held-alert";
import type { Severity } from "@palisade/engine/severity";

/** Whether this alert may be sent to this channel now, and by whom. */
export type Claim =
  | { readonly kind: "mine"; readonly budget?: Budget }
  /** Another invocation is at it, until then at most, in milliseconds since the epoch. */
  | { readonly kind: "busy"; readonly until: number }
  /** The channel took it, or the digest will show it. */
  | { readonly kind: "done" }
  /** It is one of those that are folded into one message, counted in this budget. */
  | { readonly kind: "folded"; readonly budget: Budget };

/** Messages of one hour; critical ones have a budget of their own, so that noise cannot crowd them out. */
export interface Budget {
  /** When the hour began, in milliseconds since the epoch. */
  readonly hour: number;
  readonly lane: "critical" | "others";
}

/** What a claim ends with. */
export type Settlement =
  | { readonly state: "sent" }
  /** Another try may follow; it need not ask for room in this budget again. */
  | { readonly state: "failed"; readonly reason: string; readonly budget?: Budget }
  /** Ends in the dead-letter queue, from which it may be sent again. */
  | { readonly state: "refused"; readonly reason: string }
  | { readonly state: "held"; readonly until: number; readonly entry: HeldAlert };

export interface Folds {
  readonly counts: Readonly<Partial<Record<Severity, number>>>;
  /** Id of the alert whose message stands for all of them, after the hour. */
  readonly carrier: string;
}

/** What one channel was sent. Every answer throws when the table is out of reach. */
export interface DeliveryStore {
  /** Takes the alert for this invocation until the given moment, unless it is done, or another invocation has it. */
  claim(alertId: string, until: number): Promise<Claim>;
  /** Claims the message about the alerts folded in a budget, which `carrier` carries; false when another invocation has it. */
  claimFolds(carrier: string, budget: Budget, until: number): Promise<boolean>;
  settle(alertId: string, settlement: Settlement): Promise<void>;
  /** Ends the claim of `claimFolds` after a failure. */
  releaseFolds(carrier: string): Promise<void>;
  /** Counts a message in the hour's budget; false when there is no room left. */
  take(budget: Budget, cap: number): Promise<boolean>;
  /** Counts a claimed alert among the folded ones, all or nothing. */
  fold(alertId: string, severity: Severity, budget: Budget): Promise<void>;
  folds(budget: Budget): Promise<Folds | undefined>;
  /** Zero when it is this message's turn, else how many milliseconds are left until some message's is. */
  pace(intervalMs: number): Promise<number>;
  thread(incident: string): Promise<string | undefined>;
  /** Remembers where an incident's messages are; the first one stays. */
  keepThread(incident: string, thread: string): Promise<void>;
  /** Until when what was sent under this key stays open, in milliseconds since the epoch. */
  openUntil(about: string): Promise<number | undefined>;
  /** The latest time stays. */
  keepOpen(about: string, until: number): Promise<void>;
}
