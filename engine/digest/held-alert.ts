import type { ReceivedAlert } from "../alerts/received-alert";
import type { Severity } from "../severity";

/** What the digest shows of an alert that waited for it. Plain JSON. */
export interface HeldAlert {
  readonly id: string;
  readonly incident: string;
  readonly kind: ReceivedAlert["kind"];
  readonly detection: string;
  readonly severity: Severity;
  readonly title: string;
  readonly summary: string;
  readonly bucket?: string;
  readonly account?: string;
  readonly count: number;
  readonly more: number;
  /** Of the event, in milliseconds since the epoch. */
  readonly time: number;
}

/** Long enough to be worth reading, short enough for ten thousand in one night. */
const LONGEST_TEXT = 300;

export function heldAlert(alert: ReceivedAlert): HeldAlert {
  const { id, incident, kind, severity, match, count, more } = alert;
  const { detection, title, summary, bucket, account, time } = match;
  return {
    id,
    incident,
    kind,
    detection,
    severity,
    title: title.slice(0, LONGEST_TEXT),
    summary: summary.slice(0, LONGEST_TEXT),
    ...(bucket !== undefined && { bucket: bucket.slice(0, LONGEST_TEXT) }),
    ...(account !== undefined && { account: account.slice(0, LONGEST_TEXT) }),
    count,
    more,
    time,
  };
}
