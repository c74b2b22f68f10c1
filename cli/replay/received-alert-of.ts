import { parseReceivedAlert, type ReceivedAlert } from "@palisade/engine/alerts/received-alert";
import { alertJson } from "@palisade/engine/alerts/text/json";
import type { ReplayAlert } from "./fold-alerts";

/** As the deployed functions cut it. */
const LONGEST_TEXT = 1024;

/** The alert as channels would have got it, but with all that folded into it, and noticed at the time of its event: a log has no clock. */
export function receivedAlertOf(alert: ReplayAlert, project: string): ReceivedAlert {
  const { announcement, count, firstSeen, lastSeen, eventIds } = alert;
  const published = alertJson(
    {
      ...announcement,
      project,
      count,
      more: count,
      firstSeen,
      lastSeen,
      eventIds,
      detectedAt: announcement.match.time,
      duplicatesPossible: false,
    },
    LONGEST_TEXT,
  );
  return parseReceivedAlert(JSON.parse(published));
}
