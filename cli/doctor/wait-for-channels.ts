import { alertId } from "@palisade/engine/alerts/incident-id";
import { channelsOf } from "@palisade/engine/alerts/routing";
import type { IncidentStore } from "@palisade/engine/incidents/store";
import type { Delivery } from "@palisade/functions/delivery/dynamodb-deliveries";
import type { PalisadeConfig } from "../../config/config";
import { channelNames } from "../../config/derived/channel-names";
import { commandName } from "../lib/command-name";
import { fail, type Line, pass, unknown } from "./probe";
import type { SyntheticEvent } from "./synthetic-event";
import { secondsSince, type Waiting, waitUntil } from "./wait-until";

/** What became of an alert in a channel; undefined while its function has not had it. */
export type LoadDelivery = (channel: string, alertId: string) => Promise<Delivery | undefined>;

interface Deps extends Waiting {
  readonly config: PalisadeConfig;
  readonly loadIncident: IncidentStore["load"];
  readonly loadDelivery: LoadDelivery;
  readonly onStage: (what: string) => void;
}

const POLL_MS = 2000;

/** Waits until each channel that the test is routed to says what became of it. */
export async function waitForChannels(event: SyntheticEvent, deps: Deps, began: number): Promise<readonly Line[]> {
  const { config, loadIncident, onStage } = deps;
  const { match } = event;
  const channels = channelsOf({ severity: match.severity, match }, config.routing);
  if (channels.length === 0) return [];
  const stored = await loadIncident(match.dedupKey);
  const id = alertId({ match, id: `${stored?.state.incident.startsAt}.0` });
  onStage(`waiting for ${channels.join(", ")}`);
  return Promise.all(channels.map((channel) => channelLine(channel, id, deps, began)));
}

async function channelLine(channel: string, id: string, deps: Deps, began: number): Promise<Line> {
  const { config, loadDelivery, patienceSeconds } = deps;
  const subject = `test: taken by channel ${channel}`;
  let last: Delivery | undefined;
  const look = async () => {
    last = await loadDelivery(channel, id);
    return last;
  };
  const seen = await waitUntil(deps, POLL_MS, look, (delivery) => delivery !== undefined && isSettled(delivery));
  const { function: name } = channelNames(config, channel);
  const logs = `aws logs tail /aws/lambda/${name} --since 10m --region ${config.region}`;
  if (seen !== undefined && "why" in seen) return unknown(subject, seen);
  switch (seen?.state ?? last?.state) {
    case "sent":
      return pass(subject, `its vendor took the message after ${secondsSince(began, deps)}`);
    case "held":
      return pass(subject, "quiet hours keep it for the digest");
    case "folded":
      return pass(subject, "folded with others, since the channel has had its rateCap of messages this hour");
    case "refused":
      return fail(
        subject,
        `refused: ${last?.reason ?? "no reason was kept"}`,
        `${commandName()} dlq list, mend what it says`,
      );
    case "failed":
      return fail(subject, `fails, and is tried again: ${last?.reason ?? "no reason was kept"}`, logs);
    default:
      return mayBeElsewhere(config)
        ? unknown(subject, {
            why: `not seen after ${patienceSeconds} s; a tag of the bucket may have sent it elsewhere`,
            fix: logs,
          })
        : fail(subject, `its function has not had the alert after ${patienceSeconds} s`, logs);
  }
}

function isSettled({ state }: Delivery): boolean {
  return state !== "sending" && state !== "failed";
}

/** Whether what the alert is enriched with may change where it goes. */
function mayBeElsewhere({ enrich }: PalisadeConfig): boolean {
  return enrich?.bucketTags !== undefined;
}
