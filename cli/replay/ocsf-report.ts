import { ocsfFinding } from "@palisade/engine/channels/webhook/ocsf";
import { visibleJson } from "../lib/visible-text";
import { receivedAlertOf } from "./received-alert-of";
import type { Replay } from "./replay";

/** An OCSF Detection Finding a line for each alert, as a channel of kind `webhook` with `format: ocsf` gets it. */
export function* ocsfReport({ alerts }: Replay, project: string): Iterable<string> {
  for (const alert of alerts) yield visibleJson(ocsfFinding(receivedAlertOf(alert, project)));
}
