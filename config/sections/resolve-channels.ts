import type { QuietHours } from "@palisade/engine/alerts/quiet-hours";
import { isLike, type Route, type Routing } from "@palisade/engine/alerts/routing";
import { VENDORS } from "@palisade/engine/channels/registry";
import { ALL_DETECTIONS } from "@palisade/engine/detections/registry";
import type { ChannelConfig, Partition } from "../config";
import type { Faults } from "../yaml/faults";
import { nearest } from "../yaml/nearest";
import type { Draft } from "../yaml/shape";
import type { YamlPath } from "../yaml/yaml-source";
import { present } from "./resolve-allow";
import type { PalisadeFile } from "./schema";
import { checkTimeZone } from "./time-zone";
import { checkWebhookUrl } from "./webhook-url";

type FileDraft = Draft<PalisadeFile>;
type ChannelDraft = NonNullable<NonNullable<FileDraft["channels"]>[string]>;
type RouteDraft = NonNullable<NonNullable<FileDraft["routes"]>[number]>;

/** What channels, routes and quiet hours become. */
export interface ResolvedChannels {
  readonly channels: readonly ChannelConfig[];
  readonly routing: Routing;
  readonly quietHours?: QuietHours;
}

/** Where Palisade runs, which is where Security Hub gets its findings. */
export interface Home {
  readonly partition: Partition | undefined;
  readonly region: string;
  readonly account: string;
}

const RATE_CAP = 60;

/** The channels of the file, each with what it needs and nothing else, and the routes to them. */
export function resolveChannels(draft: FileDraft, home: Home, faults: Faults): ResolvedChannels {
  const channels = Object.entries(draft.channels ?? {}).flatMap(([name, channel]) => {
    if (!channel) return [];
    checkKeys(channel, ["channels", name], faults);
    if (channel.url !== undefined) checkWebhookUrl(channel.url, ["channels", name, "url"], faults);
    const settings = settingsOf(channel, home);
    return settings ? [{ name, settings, rateCap: channel.rateCap ?? draft.rateCap ?? RATE_CAP }] : [];
  });
  checkRunbooks(draft, faults);
  checkUse(draft, faults);
  const quietHours = resolveQuietHours(draft, faults);
  return { channels, routing: resolveRouting(draft, faults), ...(quietHours && { quietHours }) };
}

function checkKeys({ kind, rateCap: _, ...given }: ChannelDraft, at: YamlPath, faults: Faults): void {
  if (kind === undefined) return;
  const vendor = VENDORS[kind];
  const sets: readonly (readonly string[])[] = vendor.keySets;
  const expected = sets.map((keys) => keys.join(" and ")).join(", or ") || "no other key";
  const keys = Object.keys(given);
  for (const key of keys.filter((one) => !(one in vendor.keys))) {
    faults.add([...at, key], `not a key of ${kind}, got {got}, expected ${expected}, fix: delete it`, "key");
  }
  // One of its keys may be wrong instead of missing.
  if (faults.under(at)) return;
  const whole = sets.filter((set) => set.every((key) => keys.includes(key)));
  if (whole.length === 0) {
    const fix = `add ${sets[0]?.filter((key) => !keys.includes(key)).join(" and ")}`;
    faults.add(at, `not all that ${kind} needs, got {got}, expected ${expected}, fix: ${fix}`);
  }
  const [first, second] = sets;
  if (first && second && keys.some((key) => first.includes(key)) && keys.some((key) => second.includes(key))) {
    faults.add(at, `two ways at once, got {got}, expected ${expected}, fix: keep one of them`);
  }
}

function checkRunbooks({ alerts }: FileDraft, faults: Faults): void {
  if (alerts?.runbooks === undefined || URL.canParse(alerts.runbooks)) return;
  faults.add(["alerts", "runbooks"], "not a URL, got {got}, expected the https URL of a folder, fix: correct it");
}

function settingsOf({ kind, ...given }: ChannelDraft, { partition = "aws", region, account }: Home) {
  if (kind === undefined) return undefined;
  const texts = Object.entries(given).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return VENDORS[kind].settingsOf(Object.fromEntries(texts), { partition, region, account });
}

/** Everybody named is there, and everybody there is named. */
function checkUse(draft: FileDraft, faults: Faults): void {
  const { channels, routes = [], default: fallback } = draft;
  const known = Object.keys(channels ?? {});
  const lists: readonly (readonly [readonly (string | undefined)[], YamlPath])[] = [
    ...present(routes).map(({ value, index }) => [value.channels ?? [], ["routes", index, "channels"]] as const),
    [fallback ?? [], ["default"]],
  ];
  for (const [names, at] of lists) checkList(names, at, known, faults);
  if (known.length > 0 && fallback === undefined && !faults.under(["default"])) {
    const text = `no default, got {got}, expected the channels of what no route fits, fix: write default: [${known[0]}]`;
    faults.add(["channels"], text.replace("{got}", "none"));
  }
  const used = new Set(lists.flatMap(([names]) => names));
  for (const name of known.filter((one) => !used.has(one))) {
    const text =
      "a channel that nothing goes to, got {got}, expected it in a route or in default, fix: name it there, or delete it";
    faults.add(["channels", name], text, "key");
  }
}

function checkList(
  names: readonly (string | undefined)[],
  at: YamlPath,
  known: readonly string[],
  faults: Faults,
): void {
  for (const { value: name, index } of present(names)) {
    if (names.indexOf(name) !== index) {
      faults.add([...at, index], "listed twice, got {got}, expected each channel once, fix: delete one");
    } else if (!known.includes(name)) {
      const guess = nearest(name, known);
      const fix = guess ? `write ${guess}` : "add it to channels, or delete it here";
      const expected = known.length > 0 ? known.join(", ") : "a channel of channels, where there is none";
      faults.add([...at, index], `unknown channel, got {got}, expected ${expected}, fix: ${fix}`);
    }
  }
}

function resolveRouting({ routes = [], default: fallback = [], enrich }: FileDraft, faults: Faults): Routing {
  if (enrich?.bucketTags?.environment === undefined && !faults.under(["enrich"])) {
    for (const { value, index } of present(routes)) {
      if (value.environments === undefined) continue;
      const text =
        "environments that nobody knows, got {got}, expected enrich.bucketTags.environment, fix: name the key of the buckets' tag there";
      faults.add(["routes", index, "environments"], text);
    }
  }
  return {
    routes: present(routes).map(({ value, index }) => resolveRoute(value, ["routes", index], faults)),
    default: texts(fallback),
  };
}

function resolveRoute(draft: RouteDraft, at: YamlPath, faults: Faults): Route {
  const { severity, detections, accounts, buckets, environments, channels = [] } = draft;
  const hasCondition = [severity, detections, accounts, buckets, environments].some(
    (condition) => condition !== undefined,
  );
  if (!hasCondition && !faults.under(at)) {
    const text =
      "a second default, got {got}, expected a condition: severity, detections, accounts, buckets or environments, fix: move its channels to default; for every alert write severity: informational";
    faults.add(at, text);
  }
  for (const { value: pattern, index } of present(detections ?? []))
    checkDetection(pattern, [...at, "detections", index], faults);
  return {
    ...(severity !== undefined && { severity }),
    ...(detections && { detections: texts(detections) }),
    ...(accounts && { accounts: texts(accounts) }),
    ...(buckets && { buckets: texts(buckets) }),
    ...(environments && { environments: texts(environments) }),
    channels: texts(channels),
  };
}

function checkDetection(pattern: string, at: YamlPath, faults: Faults): void {
  const ids = ALL_DETECTIONS.map(({ id }) => id);
  if (ids.some((id) => isLike(id, pattern))) return;
  const guess = pattern.includes("*") ? undefined : nearest(pattern, ids);
  const what = pattern.includes("*") ? "fits no detection" : "not a detection";
  const expected = "ids that palisade detections prints, with * for many";
  faults.add(at, `${what}, got {got}, expected ${expected}, fix: ${guess ? `write ${guess}` : "correct or delete it"}`);
}

function texts(list: readonly (string | undefined)[]): readonly string[] {
  return present(list).map(({ value }) => value);
}

function resolveQuietHours({ quietHours }: FileDraft, faults: Faults): QuietHours | undefined {
  if (quietHours === undefined) return undefined;
  const { from = "", to = "", timezone = "UTC", below = "high" } = quietHours;
  checkTimeZone(timezone, ["quietHours", "timezone"], faults);
  if (from !== "" && from === to) {
    const text =
      "as long as a day or no time at all, got {got}, expected another time than from, fix: correct one of them";
    faults.add(["quietHours", "to"], text);
  }
  return { from, to, timezone, below };
}
