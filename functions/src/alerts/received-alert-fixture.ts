import type { Alert } from "./alert";
import { parseReceivedAlert, type ReceivedAlert } from "./received-alert";
import { alertJson } from "./text/json";

/** An alert as its subscribers get it. */
export function received(alert: Alert): ReceivedAlert {
  return parseReceivedAlert(JSON.parse(alertJson(alert, 1024)));
}
