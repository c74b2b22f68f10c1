import { buildDigest, digestDay, type Findings } from "@palisade/engine/digest/build-digest";
import type { ChainHealth } from "@palisade/engine/digest/chain-health";
import type { Digest } from "@palisade/engine/digest/digest";
import type { DigestSettings } from "@palisade/engine/digest/digest-settings";
import { daysOfDigest } from "@palisade/engine/digest/periods";
import { dayOf } from "@palisade/engine/events/utc-day";
import type { IncidentStore, StoredIncident } from "@palisade/engine/incidents/store";
import { errorName, type Log } from "@palisade/engine/log";
import { metricFields } from "../platform/metrics";
import type { DayStore } from "./day-store";
import type { HeldAlertStore } from "./held-alert-store";

export interface DigestRoundDeps {
  readonly settings: DigestSettings;
  readonly days: DayStore;
  readonly incidents: Pick<IncidentStore, "due">;
  readonly held: HeldAlertStore;
  readonly health: ChainHealth;
  /** Tells people and these channels; throws when that may not have worked. */
  readonly publish: (digest: Digest, channels: readonly string[]) => Promise<void>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly log: Log;
}

/** Later than the end of any window, which lasts a day at most. */
const UNTIL_ALL_ARE_DUE_MS = 2 * 24 * 60 * 60_000;

/** Each is read by itself, and the gravest five are shown. */
const MOST_OPEN = 200;

/**
 * One digest. A part that cannot be read is missing from it, and it says so. Throws when it could not be published, so that it is tried
 * again and the function's error alarm sees it. Alerts that quiet hours held back wait no longer once a digest has shown them.
 */
export function createDigestRound(
  deps: DigestRoundDeps,
): (event: unknown, context: { readonly awsRequestId: string }) => Promise<void> {
  // Lambda tries again with the same id, by which channels know what they have shown.
  return async (_, { awsRequestId }) => {
    const findings = await find(`digest-${awsRequestId}`, deps);
    const digest = buildDigest(deps.settings, findings);
    const channels = channelsOf(deps.settings, findings);
    await deps.publish(digest, channels);
    await forget(findings, deps);
    const { counts, held, health } = digest;
    deps.log("INFO", "digest", {
      day: digest.day,
      channels: channels.length,
      incidents: counts?.day?.incidents,
      held: held.count,
      alarms: health.alarms?.length,
      ...metricFields(deps.settings.project, { DigestsWritten: 1 }, deps.now()),
    });
  };
}

async function find(
  id: string,
  { settings, days, incidents, held, health, now, log }: DigestRoundDeps,
): Promise<Findings> {
  const at = now();
  const softly = async <T>(part: string, work: Promise<T>): Promise<T | undefined> => {
    try {
      return await work;
    } catch (error) {
      log("ERROR", "part of the digest could not be read", { part, error: errorName(error) });
      return undefined;
    }
  };
  const each = async <T>(names: readonly string[], read: (name: string) => Promise<T>) => {
    const found = names.map(async (name) => [name, await softly(name, read(name))] as const);
    return Object.fromEntries(await Promise.all(found));
  };
  const [counted, open, put, alarms, deadLetters] = await Promise.all([
    softly("days", days.read(daysOfDigest(digestDay(at)))),
    softly("open incidents", openIncidents(incidents, at)),
    each(settings.channels, (channel) => held.waiting(channel)),
    softly("alarms", health.alarms(settings.alarmPrefix)),
    each(settings.deadLetterQueues, (queue) => health.deadLetters(queue)),
  ]);
  return { id, now: at, days: counted, open, held: put, alarms, deadLetters };
}

async function openIncidents(store: Pick<IncidentStore, "due">, now: number): Promise<NonNullable<Findings["open"]>> {
  const incidents: StoredIncident[] = [];
  for await (const incident of store.due(now + UNTIL_ALL_ARE_DUE_MS)) {
    if (incidents.length === MOST_OPEN) return { incidents, hasMore: true };
    incidents.push(incident);
  }
  return { incidents, hasMore: false };
}

/** Every digest goes to the default channels, and to each channel for which an alert was held back. */
function channelsOf({ defaultChannels }: DigestSettings, { held }: Findings): readonly string[] {
  const waitedFor = Object.keys(held).filter((channel) => (held[channel]?.waiting.length ?? 0) > 0);
  return [...new Set([...defaultChannels, ...waitedFor])];
}

/** What cannot be cleared is shown once more tomorrow, which is better than publishing all of it again now. */
async function forget({ held, now }: Findings, deps: DigestRoundDeps): Promise<void> {
  const keys = Object.values(held).flatMap((one) => one?.waiting.map(({ key }) => key) ?? []);
  try {
    await deps.held.clear(keys);
    await deps.days.add(dayOf(now), {});
  } catch (error) {
    deps.log("ERROR", "digest was sent, but not noted as sent", { error: errorName(error) });
  }
}
