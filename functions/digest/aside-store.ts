import type { Asides } from "@palisade/engine/digest/asides";

/** Alerts that quiet hours kept from a channel. Both throw when the table is out of reach. */
export interface AsideStore {
  waiting(channel: string): Promise<Asides>;
  /** They no longer wait. */
  told(keys: readonly string[]): Promise<void>;
}
