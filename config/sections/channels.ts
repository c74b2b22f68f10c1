import { CHANNEL_KINDS, type ChannelSettings, VENDORS } from "@palisade/engine/channels/registry";
import * as z from "zod";
import { channelName } from "../fields/channel-name";
import { messagesAnHour } from "../fields/messages-an-hour";
import { keyed, oneOf, say } from "../fields/schema-builders";
import type { Faults } from "../yaml/faults";
import type { YamlPath } from "../yaml/yaml-source";
import { RATE_CAP, type RateCapDraft } from "./rate-cap";
import { type DraftOf, defineSection, type SectionContext } from "./section";
import { vendorKeys } from "./vendor-keys";
import { checkWebhookUrl } from "./webhook-url";

const channel = keyed(
  {
    kind: oneOf(CHANNEL_KINDS, "choose one of these").describe("What the channel is."),
    ...vendorKeys(),
    rateCap: messagesAnHour.describe("As the general rateCap, for this channel only."),
  },
  "kind and the keys of that kind",
);

const keys = {
  channels: z
    .record(channelName, channel, {
      error: say({
        what: "not a map of channels",
        expected: "names such as team-slack: {kind: slack, webhook: ssm:/palisade/slack}",
        fix: "or leave channels out",
      }),
    })
    .optional()
    .describe(
      "Where alerts go besides e-mail and text messages, by name; docs/catalogue/channels.md shows how to set each up.",
    ),
};

export type ChannelsDraft = DraftOf<typeof keys>;
type ChannelDraft = NonNullable<NonNullable<ChannelsDraft["channels"]>[string]>;

export interface ChannelConfig {
  /** 1 to 30 of `a-z0-9-`; ends the names of the channel's function, role and queues. */
  readonly name: string;
  readonly settings: ChannelSettings;
  /** Most messages an hour, and as many again that are critical. */
  readonly rateCap: number;
}

export interface ChannelsPart {
  /** Where alerts go besides e-mail and text messages, in the order of the file. */
  readonly channels: readonly ChannelConfig[];
}

export const channelsSection = defineSection({
  keys,
  example: `
channels: # besides e-mail and text messages, see catalogue/channels.md; secrets by name: ssm:NAME or secretsmanager:NAME
  team-slack: { kind: slack, webhook: "ssm:/palisade/slack" }
  slack-threads: { kind: slack, token: "ssm:/palisade/slack-bot", channel: C0123456789 } # one thread an incident
  on-call: { kind: pagerduty, routingKey: "secretsmanager:palisade/pagerduty", rateCap: 20 }
  soc: { kind: webhook, url: "https://soc.example.com/hook", secret: "ssm:/palisade/soc", format: palisade } # or ocsf
  teams: { kind: teams, webhook: "ssm:/palisade/teams" }
  discord: { kind: discord, webhook: "ssm:/palisade/discord" }
  hub: { kind: securityhub }
`,
  affects: "the alerting stack: each channel has a function and queues of its own",
  guide: "catalogue/channels.md",
});

/** The channels of the file, each with what it needs and nothing else. */
export function resolveChannels(
  draft: ChannelsDraft & RateCapDraft,
  around: SectionContext,
  faults: Faults,
): ChannelsPart {
  const channels = Object.entries(draft.channels ?? {}).flatMap(([name, channel]) => {
    if (!channel) return [];
    checkKeys(channel, ["channels", name], faults);
    if (channel.url !== undefined) checkWebhookUrl(channel.url, ["channels", name, "url"], faults);
    const settings = settingsOf(channel, around);
    return settings ? [{ name, settings, rateCap: channel.rateCap ?? draft.rateCap ?? RATE_CAP }] : [];
  });
  return { channels };
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

function settingsOf(
  { kind, ...given }: ChannelDraft,
  { partition = "aws", region, account = "" }: SectionContext,
): ChannelSettings | undefined {
  if (kind === undefined) return undefined;
  const texts = Object.entries(given).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return VENDORS[kind].settingsOf(Object.fromEntries(texts), { partition, region, account });
}
