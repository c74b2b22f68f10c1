import { countsInWords } from "@palisade/engine/alerts/counts-in-words";
import { parseReceivedAlert, type ReceivedAlert, UnreadableAlertError } from "@palisade/engine/alerts/received-alert";
import { alarmNotice } from "@palisade/engine/channels/alarm-notice";
import type { Channel } from "@palisade/engine/channels/channel";
import type { ChannelRequest } from "@palisade/engine/channels/channel-request";
import type { Notice } from "@palisade/engine/channels/notice";
import type { NotifierSettings } from "@palisade/engine/channels/notifier-settings";
import type { Outcome } from "@palisade/engine/channels/outcome";
import { outcomeOf } from "@palisade/engine/channels/outcome-of";
import { secretOf } from "@palisade/engine/channels/registry";
import type { Send } from "@palisade/engine/channels/sent";
import { heldAlert } from "@palisade/engine/digest/held-alert";
import { parseReceivedDigest, type ReceivedDigest } from "@palisade/engine/digest/received-digest";
import { isFields } from "@palisade/engine/events/fields";
import { errorName } from "@palisade/engine/log";
import type { ChannelQueue } from "./channel-queue";
import type { Budget, DeliveryStore } from "./delivery-store";
import { type EndMessage, endMessageJson, openUntil, parseEndMessage } from "./end-message";
import { heldUntil } from "./held-until";
import { MissingSecretError, type Secrets } from "./secrets";

export interface DeliverDeps {
  readonly settings: NotifierSettings;
  readonly channel: Channel;
  readonly store: DeliveryStore;
  readonly secrets: Secrets;
  readonly send: Send;
  /** Loaded when something is sent that has to be ended later. */
  readonly loadQueue: () => Promise<Pick<ChannelQueue, "sendLater">>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** What becomes of a message of the queue. Reasons hold no secret, no URL and no text of an alert. */
export type Delivered = { readonly alert?: string } & (
  | { readonly kind: "done"; readonly how: How }
  /** To be handed out again. */
  | { readonly kind: "later"; readonly reason: string; readonly afterMs?: number }
  /** Only people can help. */
  | { readonly kind: "dead"; readonly reason: string }
);

type How = "sent" | "known" | "folded" | "held" | "skipped" | "waiting";

const HOUR_MS = 60 * 60_000;

/** Longer than an invocation lasts: the one that held the claim is over by then. */
export const LEASE_MS = 90_000;

/** Waiting costs; a message that would have to wait for longer goes back to the queue. */
const MOST_TURNS = 8;

/** Brings one message of the queue to the channel, once. Throws when the table is out of reach. */
export function createDeliver(given: DeliverDeps): (body: string) => Promise<Delivered> {
  const deps = { ...given, store: rememberTaken(given.store) };
  return async (body) => {
    const message = read(body);
    if (typeof message === "string") return { kind: "dead", reason: message };
    if ("about" in message) return deliverNotice(message, deps);
    if ("sections" in message) return deliverDigest(message, deps);
    if ("resolve" in message) return deliverEnd(message, deps);
    return { alert: message.id, ...(await deliverAlert(message, deps)) };
  };
}

/** As many as a storm brings while the table is out of reach. */
const MOST_REMEMBERED = 10_000;

/** What the channel took while the table was out of reach is known to this process at least, and recorded when the message comes again. */
function rememberTaken(store: DeliveryStore): DeliveryStore {
  const taken = new Set<string>();
  return {
    ...store,
    claim: async (id, until) => {
      if (!taken.has(id)) return store.claim(id, until);
      await store.settle(id, { state: "sent" });
      taken.delete(id);
      return { kind: "done" };
    },
    settle: async (id, settlement) => {
      if (settlement.state === "sent" && taken.size < MOST_REMEMBERED) taken.add(id);
      await store.settle(id, settlement);
      taken.delete(id);
    },
  };
}

function read(body: string): ReceivedAlert | ReceivedDigest | Notice | EndMessage | string {
  try {
    const value: unknown = JSON.parse(body);
    const notice = isFields(value) ? alarmNotice(value) : undefined;
    return notice ?? parseReceivedDigest(value) ?? parseEndMessage(value) ?? parseReceivedAlert(value);
  } catch (error) {
    return error instanceof UnreadableAlertError ? error.message : "the message is no JSON";
  }
}

async function deliverAlert(alert: ReceivedAlert, deps: DeliverDeps): Promise<Delivered> {
  const { settings, channel, store, now } = deps;
  const claim = await store.claim(alert.id, now() + LEASE_MS);
  // The invocation that sent it may have ended before it saw to the end.
  if (claim.kind === "done") return endLater("known", alert, [alert.incident, foldedAbout(alert.id)], deps);
  if (claim.kind === "busy") return busy(claim.until - now());
  if (claim.kind === "folded") return sendFolds(alert, claim.budget, deps);
  const until = heldUntil(alert, channel, settings.quietHours, now());
  if (until !== undefined) {
    await store.settle(alert.id, { state: "held", until, entry: heldAlert(alert) });
    return { kind: "done", how: "held" };
  }
  const budget = budgetOf(alert, now());
  if (channel.isLimited(alert) && claim.budget?.hour !== budget.hour && !(await store.take(budget, settings.rateCap))) {
    await store.fold(alert.id, alert.severity, budget);
    return sendFolds(alert, budget, deps);
  }
  return sendAlert(alert, budget, deps);
}

function budgetOf({ severity }: ReceivedAlert, now: number): Budget {
  return { hour: Math.floor(now / HOUR_MS) * HOUR_MS, lane: severity === "critical" ? "critical" : "others" };
}

function busy(afterMs: number): Delivered {
  return { kind: "later", reason: "another invocation is sending it", afterMs: Math.max(afterMs, 1000) };
}

async function sendAlert(alert: ReceivedAlert, budget: Budget, deps: DeliverDeps): Promise<Delivered> {
  const { channel, store } = deps;
  const thread = channel.isThreaded ? await store.thread(alert.incident) : undefined;
  const outcome = await sendOnce((secret) => channel.alertRequest(alert, secret, thread), deps);
  if (outcome.kind === "taken") {
    // First of all: whatever fails from here on must not send it again.
    await store.settle(alert.id, { state: "sent" });
    const started = channel.isThreaded && thread === undefined ? channel.threadOf(outcome.body) : undefined;
    if (started !== undefined) await store.keepThread(alert.incident, started).catch(() => undefined);
    return endLater("sent", alert, [alert.incident], deps);
  }
  const { kind, reason } = outcome;
  await store.settle(alert.id, kind === "later" ? { state: "failed", reason, budget } : { state: "refused", reason });
  return deliveredOf(outcome);
}

function deliveredOf(outcome: Exclude<Outcome, { readonly kind: "taken" }>): Delivered {
  const { reason } = outcome;
  if (outcome.kind === "refused") return { kind: "dead", reason };
  return { kind: "later", reason, ...(outcome.afterMs !== undefined && { afterMs: outcome.afterMs }) };
}

/** The first alert that was folded in an hour comes again when the hour is over, and stands for all of them. */
async function sendFolds(alert: ReceivedAlert, budget: Budget, deps: DeliverDeps): Promise<Delivered> {
  const { store, now } = deps;
  const { id: alertId } = alert;
  const folds = await store.folds(budget);
  // The counts have expired, and with them the message that would have covered this alert.
  if (folds === undefined) return sendAlert(alert, budget, deps);
  if (folds.carrier !== alertId) return { kind: "done", how: "folded" };
  const left = budget.hour + HOUR_MS - now();
  if (left > 0) return { kind: "later", reason: "waits to report how many alerts were folded", afterMs: left };
  if (!(await store.claimFolds(alertId, budget, now() + LEASE_MS))) return busy(LEASE_MS);
  const sent = await sendNotice(foldedNotice(alertId, budget, countsInWords(folds.counts), deps), deps);
  if (sent.kind !== "done") {
    await store.releaseFolds(alertId);
    return sent;
  }
  await store.settle(alertId, { state: "sent" });
  return endLater("sent", alert, [foldedAbout(alertId)], deps);
}

function foldedAbout(alertId: string): string {
  return `folded-${alertId}`;
}

function foldedNotice(alertId: string, { hour, lane }: Budget, counts: string, { settings }: DeliverDeps): Notice {
  const clock = (time: number) => `${new Date(time).toISOString().slice(0, 16).replace("T", " ")} UTC`;
  return {
    id: foldedAbout(alertId),
    about: foldedAbout(alertId),
    kind: "folded",
    severity: lane === "critical" ? "critical" : "medium",
    isOver: false,
    title: `${counts} alerts folded into this message`,
    text: `Between ${clock(hour)} and ${clock(hour + HOUR_MS)} there were ${counts} alerts more than the ${settings.rateCap} an hour that channel ${settings.name} takes (rateCap). They were not shown one by one; CloudTrail has their events.`,
    at: hour + HOUR_MS,
  };
}

/**
 * Where the vendor keeps an incident open until a message ends it, puts that message into this channel's own queue. Where that fails the
 * alert comes again, is known, and only this is tried again.
 */
async function endLater(
  how: How,
  alert: ReceivedAlert,
  abouts: readonly string[],
  { channel, store, loadQueue, now }: DeliverDeps,
): Promise<Delivered> {
  if (channel.endRequest === undefined || alert.kind === "closed") return { kind: "done", how };
  const until = openUntil(alert, now());
  for (const about of abouts) {
    await store.keepOpen(about, until);
    const failed = await sendLater(about, until, { loadQueue, now });
    if (failed) return failed;
  }
  return { kind: "done", how };
}

async function sendLater(
  about: string,
  until: number,
  { loadQueue, now }: Pick<DeliverDeps, "loadQueue" | "now">,
): Promise<Delivered | undefined> {
  try {
    const queue = await loadQueue();
    await queue.sendLater(endMessageJson(about), until - now());
    return undefined;
  } catch (error) {
    return {
      kind: "later",
      reason: `was sent, but the message that ends it could not be put into the queue: ${errorName(error)}`,
    };
  }
}

/** Ends at the vendor what is due; what a later alert has put off since waits for its new time. */
async function deliverEnd({ resolve: about }: EndMessage, deps: DeliverDeps): Promise<Delivered> {
  const { channel, store, now } = deps;
  const until = (await store.openUntil(about)) ?? 0;
  if (until > now()) return (await sendLater(about, until, deps)) ?? { kind: "done", how: "waiting" };
  const { endRequest } = channel;
  const build = endRequest && ((secret: string) => endRequest(about, secret));
  return deliverOnce(`resolve-${about}-${until}`, () => sendOther(build, deps), deps);
}

function deliverNotice(notice: Notice, deps: DeliverDeps): Promise<Delivered> {
  return deliverOnce(`notice-${notice.id}`, () => sendNotice(notice, deps), deps);
}

function deliverDigest(digest: ReceivedDigest, deps: DeliverDeps): Promise<Delivered> {
  const { digestRequest } = deps.channel;
  const build = digestRequest && ((secret: string) => digestRequest(digest, secret));
  return deliverOnce(digest.id, () => sendOther(build, deps), deps);
}

async function deliverOnce(id: string, send: () => Promise<Delivered>, deps: DeliverDeps): Promise<Delivered> {
  const { store, now } = deps;
  const claim = await store.claim(id, now() + LEASE_MS);
  if (claim.kind === "busy") return busy(claim.until - now());
  if (claim.kind !== "mine") return { kind: "done", how: "known" };
  const sent = await send();
  if (sent.kind === "done") await store.settle(id, { state: "sent" });
  else await store.settle(id, { state: sent.kind === "later" ? "failed" : "refused", reason: sent.reason });
  return sent;
}

function sendNotice(notice: Notice, deps: DeliverDeps): Promise<Delivered> {
  const { noticeRequest } = deps.channel;
  return sendOther(noticeRequest && ((secret) => noticeRequest(notice, secret)), deps);
}

/** Sends what is not an alert, where the channel has a place for it. */
async function sendOther(
  build: ((secret: string) => ChannelRequest) | undefined,
  deps: DeliverDeps,
): Promise<Delivered> {
  if (build === undefined) return { kind: "done", how: "skipped" };
  const outcome = await sendOnce(build, deps);
  return outcome.kind === "taken" ? { kind: "done", how: "sent" } : deliveredOf(outcome);
}

/** One message, and one more where it was refused and the secret has changed since it was last read. */
async function sendOnce(build: (secret: string) => ChannelRequest, deps: DeliverDeps): Promise<Outcome> {
  const secret = secretOf(deps.settings.channel);
  try {
    const first = await attempt(build, deps);
    if (first.kind !== "refused" || secret === undefined || !(await deps.secrets.refresh(secret))) return first;
    return await attempt(build, deps);
  } catch (error) {
    if (error instanceof MissingSecretError) return { kind: "refused", reason: error.message };
    return { kind: "later", reason: `secret ${secret} cannot be read: ${errorName(error)}` };
  }
}

async function attempt(build: (secret: string) => ChannelRequest, deps: DeliverDeps): Promise<Outcome> {
  const { settings, channel, secrets, send, now } = deps;
  const name = secretOf(settings.channel);
  const secret = name === undefined ? "" : await secrets.get(name);
  const request = requestOf(build, secret);
  if (request === undefined)
    return { kind: "refused", reason: `secret ${name} is not of the form that ${settings.channel.kind} needs` };
  const wait = await turn(deps);
  if (wait !== undefined) return wait;
  return outcomeOf(await send(request), channel, now());
}

/** Where a secret is no URL, say. The error would quote it. */
function requestOf(build: (secret: string) => ChannelRequest, secret: string): ChannelRequest | undefined {
  try {
    return build(secret);
  } catch {
    return undefined;
  }
}

/** Waits until the channel may be sent another message; an outcome when that takes too long. */
async function turn({ channel, store, sleep }: DeliverDeps): Promise<Outcome | undefined> {
  for (let attempts = 0; attempts < MOST_TURNS; attempts++) {
    const wait = await store.pace(channel.paceMs);
    if (wait === 0) return undefined;
    await sleep(wait);
  }
  return { kind: "later", reason: "too many messages at once for the channel", afterMs: MOST_TURNS * channel.paceMs };
}
