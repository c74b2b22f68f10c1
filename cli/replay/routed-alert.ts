import { channelsOf, type Routing } from "../../functions/src/alerts/routing";
import type { ReplayAlert } from "./fold-alerts";

/** An alert with the channels that it would have gone to. */
export interface RoutedAlert extends ReplayAlert {
  readonly channels: readonly string[];
}

/** By the same rules as when deployed, with what enrichment added; without channels each goes to none. */
export function routed(alert: ReplayAlert, routing: Routing | undefined): RoutedAlert {
  return { ...alert, channels: routing === undefined ? [] : channelsOf(alert.announcement, routing) };
}
