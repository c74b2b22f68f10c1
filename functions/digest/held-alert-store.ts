import type { HeldAlerts } from "@palisade/engine/digest/held-alerts";

/** Alerts that quiet hours kept from a channel. Both throw when the table is out of reach. */
export interface HeldAlertStore {
  waiting(channel: string): Promise<HeldAlerts>;
  /** They wait no longer. */
  clear(keys: readonly string[]): Promise<void>;
}
