import type { Route } from "@palisade/engine/alerts/routing";
import { secretOf, vendorOf } from "@palisade/engine/channels/registry";
import type { PalisadeConfig } from "../../config/config";
import { alarmRecipients, digestReaders, recipientDoubts } from "../../config/derived/recipients";
import type { ChannelConfig } from "../../config/sections/channels";
import { redact } from "../../config/yaml/redact";
import { counted } from "../lib/counted";

/** Who is told, where, when, and what alerts say besides: what the file says of it, and what that becomes. */
export function alertingLines(config: PalisadeConfig): readonly string[] {
  const { alerts, channels, quietHours, digest } = config;
  const people = [...recipients(alerts.email, alerts.emailSeverity), ...recipients(alerts.sms, alerts.smsSeverity)];
  return [
    `Alerts: ${people.join(", ") || (channels.length > 0 ? "to the channels below" : "to no one yet")}; one incident lasts ${counted(alerts.dedupMinutes, "minute")}`,
    ...channels.map(channelLine),
    ...routeLines(config),
    ...(quietHours === undefined
      ? []
      : [
          `Quiet hours: ${quietHours.from} to ${quietHours.to}, ${quietHours.timezone}; what is below ${quietHours.below} waits for the digest`,
        ]),
    digest === undefined
      ? "Digest: none"
      : `Digest: daily at ${digest.at}, ${digest.timezone}, to ${digestReaders(config).join(", ") || "the channels that an alert was held back for"}`,
    ...recipientDoubts(config).map((doubt) => `  note: ${doubt}`),
    ...enrichmentLines(config),
  ];
}

function recipients(all: readonly string[], severity: string | undefined): readonly string[] {
  return all.map((one) => (severity === undefined ? one : `${one} from ${severity} on`));
}

function channelLine({ name, settings, rateCap }: ChannelConfig): string {
  const secret = secretOf(settings);
  const vendor = vendorOf(settings);
  const details = [
    ...vendor.detailsOf(settings),
    ...(secret === undefined ? [] : [`secret at ${secret}`]),
    ...(vendor.abilities.isLimited ? [`at most ${counted(rateCap, "message")} an hour`] : []),
  ];
  return `Channel ${name}: ${settings.kind}, ${details.join(", ")}`;
}

function routeLines(config: PalisadeConfig): readonly string[] {
  const { channels, routing } = config;
  if (channels.length === 0) return [];
  return [
    ...routing.routes.map((route) => `  route: ${conditionsOf(route)} to ${route.channels.join(", ")}`),
    `  default: what no route fits, to ${routing.default.join(", ")}`,
    `  Palisade's own alarms: to ${alarmRecipients(config).join(", ")}`,
  ];
}

function conditionsOf({ severity, detections, accounts, buckets, environments }: Route): string {
  return [
    ...(severity === undefined ? [] : [`from ${severity} on`]),
    ...(detections === undefined ? [] : [`detections ${detections.join(" or ")}`]),
    ...(accounts === undefined ? [] : [`accounts ${accounts.join(" or ")}`]),
    ...(buckets === undefined ? [] : [`buckets ${buckets.join(" or ")}`]),
    ...(environments === undefined ? [] : [`environments ${environments.join(" or ")}`]),
  ].join(", ");
}

function enrichmentLines({ enrich }: PalisadeConfig): readonly string[] {
  if (enrich === undefined) return [];
  const sizes = (named: Readonly<Record<string, readonly string[]>>) =>
    Object.entries(named).map(([name, networks]) => `${name} (${networks.length})`);
  const { databases, networks, lists, bucketTags, firstSeen } = enrich;
  return [
    ...databases.map((file) => `Enrichment: database of addresses ${file}`),
    ...lineOf("networks named", sizes(networks)),
    ...lineOf("lists", sizes(lists)),
    ...lineOf("bucket tags", bucketTags === undefined ? [] : tagsOf(bucketTags)),
    ...lineOf("first seen", firstSeen ? ["networks that a caller is new to"] : []),
  ];
}

function lineOf(what: string, parts: readonly string[]): readonly string[] {
  return parts.length === 0 ? [] : [`Enrichment: ${what} ${parts.join(", ")}`];
}

function tagsOf({
  owner,
  classification,
  environment,
  raise,
}: NonNullable<NonNullable<PalisadeConfig["enrich"]>["bucketTags"]>): readonly string[] {
  return [
    ...(owner === undefined ? [] : [`owner in ${redact(owner)}`]),
    ...(environment === undefined ? [] : [`environment in ${redact(environment)}`]),
    ...(classification === undefined ? [] : [`classification in ${redact(classification)}`]),
    ...(raise.length === 0 ? [] : [`graver where it is ${raise.map(redact).join(" or ")}`]),
  ];
}
