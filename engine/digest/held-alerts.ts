import type { HeldAlert } from "./held-alert";

/** An alert that waits for the digest. */
export interface WaitingAlert {
  /** Key of its delivery. */
  readonly key: string;
  readonly entry: HeldAlert;
}

export interface HeldAlerts {
  /** Those that have waited longest. */
  readonly waiting: readonly WaitingAlert[];
  /** Whether there are more than these, which wait for the next digest. */
  readonly hasMore: boolean;
}
