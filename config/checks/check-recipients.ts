import { CHANNEL_KINDS, type ChannelKind, VENDORS } from "@palisade/engine/channels/registry";
import { SEVERITIES, type Severity } from "@palisade/engine/severity";
import { orInWords } from "../fields/in-words";
import type { FileDraft } from "../sections/registry";
import type { Faults } from "../yaml/faults";
import { present } from "../yaml/present";

/**
 * Whatever Palisade has to say must reach someone: its own alarms, which have no severity and so pass no filter; what quiet
 * hours hold back, which only a digest shows; and a digest that was asked for. Where no recipient is named at all, they subscribe by themselves.
 */
export function checkRecipients(draft: FileDraft, faults: Faults): void {
  const { alerts, channels = {} } = draft;
  const hasRecipients = [alerts?.email, alerts?.sms, Object.keys(channels)].some((list) => (list?.length ?? 0) > 0);
  // What else is wrong may be why no one is reached.
  if (!hasRecipients || ["alerts", "channels", "routes", "default"].some((key) => faults.under([key]))) return;
  checkAlarms(draft, faults);
  if (!checkQuietHours(draft, faults)) checkDigest(draft, faults);
}

function checkAlarms(draft: FileDraft, faults: Faults): void {
  const { email = [], sms = [], emailSeverity, smsSeverity } = draft.alerts ?? {};
  const isReceived =
    (email.length > 0 && emailSeverity === undefined) ||
    (sms.length > 0 && smsSeverity === undefined) ||
    defaultKinds(draft).some((kind) => VENDORS[kind].abilities.takesNotices);
  if (isReceived) return;
  const filtered = (["emailSeverity", "smsSeverity"] as const).find((key) => draft.alerts?.[key] !== undefined);
  const fix = `${filtered ? "delete it, or add" : "add"} a ${kindsThat("takesNotices")} channel to default${filtered ? "" : ", or an address to alerts.email"}`;
  faults.add(
    filtered ? ["alerts", filtered] : ["default"],
    `leaves Palisade's own alarms without a recipient, got ${filtered ? "{got}" : (draft.default ?? []).join(", ")}, expected a recipient of everything, or a default channel that takes them, fix: ${fix}`,
  );
}

/** Whether it found a fault. */
function checkQuietHours(draft: FileDraft, faults: Faults): boolean {
  const { quietHours, digest } = draft;
  if (quietHours === undefined || digest === false || faults.under(["quietHours"]) || hasReader(draft)) return false;
  const silenced = Object.entries(draft.channels ?? {}).filter(([name, channel]) => {
    const kind = channel?.kind;
    if (kind === undefined || !VENDORS[kind].abilities.isLimited || takesDigests(kind)) return false;
    return isSentLessThan(name, quietHours.below ?? "high", draft);
  });
  for (const [name, channel] of silenced) {
    faults.add(
      ["quietHours"],
      `alerts that wait for the digest reach no one, got channel ${name} of kind ${channel?.kind}, which takes no digest, expected a reader, fix: add ${readers()}, or delete quietHours`,
    );
  }
  return silenced.length > 0;
}

function checkDigest(draft: FileDraft, faults: Faults): void {
  const { digest, quietHours } = draft;
  if (digest === undefined || digest === false || faults.under(["digest"]) || hasReader(draft)) return;
  // A channel is sent the digest that holds what was kept from it, if it is a default channel or not.
  const isReadSometimes =
    quietHours !== undefined &&
    Object.entries(draft.channels ?? {}).some(([name, channel]) => {
      return takesDigests(channel?.kind) && isSentLessThan(name, quietHours.below ?? "high", draft);
    });
  if (isReadSometimes) return;
  const text = `a digest that reaches no one, got a time and no reader, expected a reader, fix: add ${readers()}, or delete digest`;
  faults.add(["digest"], text);
}

/** Whether every digest has one: people by e-mail, or a default channel. A text message has no room for it. */
function hasReader(draft: FileDraft): boolean {
  return (draft.alerts?.email ?? []).length > 0 || defaultKinds(draft).some(takesDigests);
}

function takesDigests(kind: ChannelKind | undefined): boolean {
  return kind !== undefined && VENDORS[kind].abilities.takesDigests;
}

function defaultKinds({ channels = {}, default: fallback = [] }: FileDraft): readonly ChannelKind[] {
  return present(fallback).flatMap(({ value: name }) => channels[name]?.kind ?? []);
}

/** Whether a channel may get an alert below a severity. Default channels get what matches no route. */
function isSentLessThan(name: string, severity: Severity, draft: FileDraft): boolean {
  const routes = present(draft.routes ?? []).map(({ value: { channels = [], severity: least, ...others } }) => {
    return { channels, least: least ?? SEVERITIES[0], isForEverything: least === SEVERITIES[0] && isEmpty(others) };
  });
  const isRouted = routes.some(({ channels, least }) => channels.includes(name) && compare(least, severity) < 0);
  return isRouted || ((draft.default ?? []).includes(name) && !routes.some(({ isForEverything }) => isForEverything));
}

function isEmpty(conditions: object): boolean {
  return Object.values(conditions).every((condition) => condition === undefined);
}

function compare(a: Severity, b: Severity): number {
  return SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b);
}

function readers(): string {
  return `an address to alerts.email, or a ${kindsThat("takesDigests")} channel to default`;
}

function kindsThat(ability: "takesNotices" | "takesDigests"): string {
  return orInWords(CHANNEL_KINDS.filter((kind) => VENDORS[kind].abilities[ability]));
}
