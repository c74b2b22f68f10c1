import type { AsideAlert } from "../delivery/delivery-store";

/** An alert that waits for the digest. */
export interface Aside {
  /** Key of its delivery. */
  readonly key: string;
  readonly entry: AsideAlert;
}

export interface Asides {
  /** Those that have waited longest. */
  readonly waiting: readonly Aside[];
  /** Whether there are more than these, which wait for the next digest. */
  readonly hasMore: boolean;
}

/** Alerts that quiet hours kept from a channel. Both throw when the table is out of reach. */
export interface AsideStore {
  waiting(channel: string): Promise<Asides>;
  /** They no longer wait. */
  told(keys: readonly string[]): Promise<void>;
}
