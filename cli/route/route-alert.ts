import type { Alert } from "@palisade/engine/alerts/alert";
import { nextTime } from "@palisade/engine/alerts/quiet-hours";
import { parseReceivedAlert } from "@palisade/engine/alerts/received-alert";
import { alertJson } from "@palisade/engine/alerts/text/json";
import { openChannel } from "@palisade/engine/channels/open-channel";
import { type ChannelKind, vendorOf } from "@palisade/engine/channels/registry";
import type { EventPattern } from "@palisade/engine/patterns/event-pattern";
import { compilePattern } from "@palisade/engine/patterns/match";
import type { Severity } from "@palisade/engine/severity";
import { snsMessage } from "@palisade/functions/alerts/sns-message";
import { heldUntil } from "@palisade/functions/delivery/held-until";
import type { PalisadeConfig } from "../../config/config";
import { notifierSettings } from "../../config/derived/notifier-settings";
import { subscriberFilters } from "../../config/derived/subscriber-filters";

/** An alert as far as it matters for where it goes. */
export interface RouteQuestion {
  readonly severity: Severity;
  readonly detection?: string;
  readonly bucket?: string;
  readonly account: string;
  readonly environment?: string;
  /** When it comes to a channel, in milliseconds since the epoch. */
  readonly at: number;
}

export interface ChannelRoute {
  readonly name: string;
  readonly kind: ChannelKind;
  /** Most messages an hour; absent where none are folded. */
  readonly rateCap?: number;
  /** Present where quiet hours hold it back. Times in milliseconds since the epoch. */
  readonly held?: { readonly until: number; readonly digestAt: number | undefined };
  readonly takesDigests: boolean;
}

export interface AlertRoute {
  readonly channels: readonly ChannelRoute[];
  readonly email: readonly string[];
  readonly sms: readonly string[];
}

/** Stands for a detection that was not named; fits no id in a route, but every `*`. */
const UNNAMED = "unnamed";

/** Where such an alert goes: published and filtered by the functions that do so when deployed, and held back by the channels' own. */
export function routeAlert(question: RouteQuestion, config: PalisadeConfig): AlertRoute {
  const alert = alertOf(question, config);
  const { MessageAttributes = {} } = snsMessage(alert, "", config.channels.length > 0 ? config.routing : undefined);
  const attributes = Object.fromEntries(
    Object.entries(MessageAttributes).map(([name, { StringValue }]) => [name, StringValue]),
  );
  const names: readonly string[] = JSON.parse(attributes["channels"] ?? "[]");
  const filters = subscriberFilters(config);
  const isSent = (filter: object | undefined) =>
    filter === undefined || compilePattern(filter as EventPattern)(attributes);
  return {
    channels: config.channels
      .filter(({ name }) => names.includes(name))
      .map((one) => channelRoute(one, alert, question, config)),
    email: isSent(filters.email) ? config.alerts.email : [],
    sms: isSent(filters.sms) ? config.alerts.sms : [],
  };
}

function channelRoute(
  channel: PalisadeConfig["channels"][number],
  alert: Alert,
  { at }: RouteQuestion,
  config: PalisadeConfig,
): ChannelRoute {
  const { name, settings, rateCap } = channel;
  const { kind } = settings;
  const received = parseReceivedAlert(JSON.parse(alertJson(alert, 1024)));
  const opened = openChannel(notifierSettings(config, channel), { now: () => at });
  const until = heldUntil(received, opened, config.quietHours, at);
  const digestAt =
    config.digest && until !== undefined ? nextTime(config.digest.at, config.digest.timezone, at) : undefined;
  return {
    name,
    kind,
    ...(opened.isLimited(received) && { rateCap }),
    ...(until !== undefined && { held: { until, digestAt } }),
    takesDigests: vendorOf(settings).abilities.takesDigests,
  };
}

function alertOf(question: RouteQuestion, { project }: PalisadeConfig): Alert {
  const { severity, detection = UNNAMED, bucket, account, environment, at } = question;
  const match = {
    detection,
    title: "An alert that no one has raised",
    severity,
    summary: "someone asks where it would go",
    dedupKey: detection,
    eventId: "none",
    time: at,
    event: "Route",
    account,
    ...(bucket !== undefined && { bucket }),
    actor: "palisade route",
    actorKind: "unknown",
  } as const;
  return {
    project,
    id: "0.0",
    kind: "opened",
    severity,
    match,
    count: 1,
    more: 1,
    firstSeen: at,
    lastSeen: at,
    windowMinutes: 1,
    eventIds: [],
    detectedAt: at,
    duplicatesPossible: false,
    ...(environment !== undefined && { environment }),
  };
}
