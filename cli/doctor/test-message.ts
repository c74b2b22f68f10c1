import type { Alert } from "@palisade/engine/alerts/alert";
import { parseReceivedAlert, type ReceivedAlert } from "@palisade/engine/alerts/received-alert";
import { alertJson } from "@palisade/engine/alerts/text/json";
import type { Notice } from "@palisade/engine/channels/notice";
import type { PalisadeConfig } from "../../config/config";

const TITLE = "TEST: nothing has happened";

function textOf(channel: string): string {
  return `Someone is testing channel ${channel} with palisade doctor --test-channels. There is nothing to do.`;
}

/** What a channel is tried with; `token` tells it from others. */
export function testNotice(channel: string, token: string, now: number): Notice {
  return {
    id: `test-${token}`,
    about: `test-${token}`,
    kind: "test",
    severity: "informational",
    isOver: false,
    title: TITLE,
    text: textOf(channel),
    at: now,
  };
}

/** The same for a channel that takes only alerts. All of them are one incident, so that tests do not pile up. */
export function testAlert({ project, account, region }: PalisadeConfig, channel: string, now: number): ReceivedAlert {
  const severity = "informational";
  const match = {
    detection: "palisade.test",
    title: TITLE,
    severity,
    summary: textOf(channel),
    dedupKey: "palisade.test",
    eventId: "none",
    time: now,
    event: "Test",
    account,
    region,
    actor: "palisade doctor",
    actorKind: "unknown",
  } as const;
  const alert: Alert = {
    project,
    id: "0.0",
    kind: "opened",
    severity,
    match,
    count: 1,
    more: 1,
    firstSeen: now,
    lastSeen: now,
    windowMinutes: 1,
    eventIds: [],
    detectedAt: now,
    duplicatesPossible: false,
  };
  return { ...parseReceivedAlert(JSON.parse(alertJson(alert, 1024))), nextSteps: ["Nothing: it is a test."] };
}
