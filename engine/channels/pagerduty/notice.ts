import { plainLine } from "../../alerts/sanitize";
import type { Notice } from "../notice";
import { pagerDutySeverity } from "./severity";

/** What is over resolves what it was about. */
export function pagerDutyNotice(notice: Notice, routingKey: string, project: string): object {
  const head = { routing_key: routingKey, dedup_key: notice.about };
  if (notice.isOver) return { ...head, event_action: "resolve" };
  const payload = {
    summary: plainLine(`${notice.title}: ${notice.text}`, 1024),
    source: project,
    severity: pagerDutySeverity(notice.severity),
    timestamp: new Date(notice.at).toISOString(),
  };
  return { ...head, event_action: "trigger", client: `Palisade, project ${project}`, payload };
}
