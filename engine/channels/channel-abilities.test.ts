import { anAlert } from "../../testing/fixtures/alert-fixture";
import { received } from "../../testing/fixtures/received-alert-fixture";
import { openChannel } from "./channel";
import { CHANNEL_ABILITIES } from "./channel-abilities";
import type { ChannelSettings } from "./channel-settings";

const CHANNELS: readonly ChannelSettings[] = [
  { kind: "slack", webhook: "ssm:/palisade/slack" },
  { kind: "slack", token: "ssm:/palisade/slack", channel: "C0123456789" },
  { kind: "teams", webhook: "ssm:/palisade/teams" },
  { kind: "discord", webhook: "ssm:/palisade/discord" },
  { kind: "pagerduty", routingKey: "ssm:/palisade/pagerduty" },
  { kind: "webhook", url: "https://soc.example.com/hook", secret: "ssm:/palisade/soc", format: "palisade" },
  { kind: "securityhub", partition: "aws", region: "eu-central-1", account: "111122223333" },
];

describe("the abilities of a channel's kind", () => {
  it.each(CHANNELS)("are those of the channel that is opened: $kind", (channel) => {
    const opened = openChannel({ project: "palisade", name: "here", channel, rateCap: 60 }, { now: () => 0 });
    expect(CHANNEL_ABILITIES[channel.kind]).toEqual({
      isLimited: opened.isLimited(received(anAlert())),
      takesNotices: opened.noticeRequest !== undefined,
      takesDigests: opened.digestRequest !== undefined,
    });
  });

  it("are known for every kind", () => {
    expect(new Set(CHANNELS.map(({ kind }) => kind))).toEqual(new Set(Object.keys(CHANNEL_ABILITIES)));
  });

  it("leave none that folds alerts and has no place to say how many", () => {
    for (const { isLimited, takesNotices } of Object.values(CHANNEL_ABILITIES))
      expect(!isLimited || takesNotices).toBe(true);
  });
});
