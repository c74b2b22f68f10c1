import { isLike, type Route, type Routing } from "@palisade/engine/alerts/routing";
import { ALL_DETECTIONS } from "@palisade/engine/detections/registry";
import { SEVERITIES } from "@palisade/engine/severity";
import type * as z from "zod";
import { accountId } from "../fields/account-id";
import { channelNames } from "../fields/channel-name";
import { orInWords } from "../fields/in-words";
import { keyed, list, oneOf, say, text } from "../fields/schema-builders";
import type { Faults } from "../yaml/faults";
import { nearest } from "../yaml/nearest";
import { present } from "../yaml/present";
import type { YamlPath } from "../yaml/yaml-source";
import type { ChannelsDraft } from "./channels";
import type { EnrichFileDraft } from "./enrich";
import { type DraftOf, defineSection } from "./section";

const condition = <T extends z.ZodType>(element: T, of: string, describe: string) =>
  list(element, of)
    .min(1, { error: say({ what: "nothing in it", expected: `at least one of the ${of}`, fix: "leave the key out" }) })
    .optional()
    .describe(describe);

const conditions = {
  severity: oneOf(SEVERITIES, "choose one of these, or leave severity out")
    .optional()
    .describe("Alerts of this severity and above."),
  detections: condition(
    text(/^[a-z0-9*-]+(?:\.[a-z0-9*-]+)*$/, {
      what: "not a detection",
      expected: "an id such as s3.policy-made-public, or s3.* for many",
      fix: "write the ids as palisade detections prints them",
    }),
    "detections",
    "Ids of detections, with *.",
  ),
  accounts: condition(accountId, "accounts", "Ids of the accounts in which it happened, 12 digits in quotes."),
  buckets: condition(
    text(/^[a-z0-9.*-]{1,63}$/, {
      what: "not a bucket name",
      expected: "a bucket's name, with * for many",
      fix: "write the name without its ARN",
    }),
    "buckets",
    "Names of buckets, with *; an alert on several goes where any of them does.",
  ),
  environments: condition(
    text(/^[\p{L}\p{Z}\p{N}_.:/=+\-@*]{1,256}$/u, {
      what: "not a tag value",
      expected: "1 to 256 letters, digits, spaces and _.:/=+-@*",
      fix: "write the value as the S3 console shows it",
    }),
    "environments",
    "Values of the bucket's tag that enrich.bucketTags.environment names, with *, whatever their case.",
  ),
};

const CONDITIONS = orInWords(Object.keys(conditions));

const route = keyed(
  { ...conditions, channels: channelNames("Names of the channels that receive them.") },
  `channels, and ${CONDITIONS}`,
);

const keys = {
  routes: list(route, "routes")
    .optional()
    .describe("Which alerts go to which channels. Each matching route adds its channels."),
  default: channelNames("Channels of alerts that match no route, and of Palisade's own alarms.").optional(),
};

export type RoutesDraft = DraftOf<typeof keys>;
type RouteDraft = NonNullable<NonNullable<RoutesDraft["routes"]>[number]>;

export interface RoutesPart {
  /** Which alerts go to which channels; without a channel it has none. */
  readonly routing: Routing;
}

export const routesSection = defineSection({
  keys,
  example: `
routes: # every matching route adds its channels; all conditions of a route must match
  - { severity: high, channels: [on-call, teams] } # and above
  - { detections: ["s3.*"], accounts: ["111122223333"], buckets: ["example-*"], channels: [slack-threads, discord] }
  - { environments: [prod*], channels: [team-slack] } # of the bucket, by the tag that enrich.bucketTags.environment names
  - { severity: informational, channels: [soc, hub] } # everything
default: [team-slack] # alerts that match no route, and Palisade's own alarms
`,
  affects: "the detector and the other functions that publish alerts; Palisade's own alarms go by `default`",
  guide: "guides/alerting.md",
});

/** The routes to the channels; every channel that is named exists, and every channel is named. */
export function resolveRoutes(draft: RoutesDraft & ChannelsDraft & EnrichFileDraft, faults: Faults): RoutesPart {
  checkUse(draft, faults);
  return { routing: resolveRouting(draft, faults) };
}

/** Every channel that is named exists, and every channel that exists is named. */
function checkUse(draft: RoutesDraft & ChannelsDraft, faults: Faults): void {
  const { channels, routes = [], default: fallback } = draft;
  const known = Object.keys(channels ?? {});
  const lists: readonly (readonly [readonly (string | undefined)[], YamlPath])[] = [
    ...present(routes).map(({ value, index }) => [value.channels ?? [], ["routes", index, "channels"]] as const),
    [fallback ?? [], ["default"]],
  ];
  for (const [names, at] of lists) checkList(names, at, known, faults);
  if (known.length > 0 && fallback === undefined && !faults.under(["default"])) {
    const text = `no default, got {got}, expected the channels of alerts that match no route, fix: write default: [${known[0]}]`;
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

function resolveRouting(
  { routes = [], default: fallback = [], enrich }: RoutesDraft & EnrichFileDraft,
  faults: Faults,
): Routing {
  if (enrich?.bucketTags?.environment === undefined && !faults.under(["enrich"])) {
    for (const { value, index } of present(routes)) {
      if (value.environments === undefined) continue;
      const text =
        "environments that no tag tells, got {got}, expected enrich.bucketTags.environment, fix: name the key of the buckets' tag there";
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
  const hasCondition = Object.keys(conditions).some((key) => draft[key as keyof typeof conditions] !== undefined);
  if (!hasCondition && !faults.under(at)) {
    const text = `a second default, got {got}, expected a condition: ${CONDITIONS}, fix: move its channels to default; for every alert write severity: informational`;
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
