import { anAlert } from "../../testing/fixtures/alert-fixture";
import { received } from "../../testing/fixtures/received-alert-fixture";
import { EVERY_CHANNEL } from "../../testing/fixtures/vendor-fixture";
import type { ChannelKey } from "./channel-key";
import { openChannel } from "./open-channel";
import { CHANNEL_KINDS, VENDORS, vendorOf } from "./registry";

describe("every vendor", () => {
  it.each(Object.entries(VENDORS))("stands under its kind: %s", (kind, vendor) => {
    expect(vendor.kind).toBe(kind);
  });

  it("has settings in the tests", () => {
    expect(new Set(EVERY_CHANNEL.map(({ kind }) => kind))).toEqual(new Set(CHANNEL_KINDS));
  });

  it.each(EVERY_CHANNEL)("has the abilities of the channel that it opens: $kind", (channel) => {
    const opened = openChannel({ project: "palisade", name: "here", channel, rateCap: 60 }, { now: () => 0 });
    expect(vendorOf(channel).abilities).toEqual({
      isLimited: opened.isLimited(received(anAlert())),
      takesNotices: opened.noticeRequest !== undefined,
      takesDigests: opened.digestRequest !== undefined,
      keepsOpen: opened.endRequest !== undefined,
    });
  });

  it.each(EVERY_CHANNEL)("makes settings of the keys that it asks for: $kind", (settings) => {
    const { kind, ...given } = settings;
    const home = { partition: "aws", region: "eu-central-1", account: "111122223333" };
    expect(VENDORS[kind].settingsOf(given, home)).toEqual(settings);
  });

  it.each(Object.values(VENDORS))("makes no settings where a key is missing: $kind", ({ keySets, settingsOf }) => {
    const home = { partition: "aws", region: "eu-central-1", account: "111122223333" };
    expect(settingsOf({}, home) === undefined).toBe(keySets.every((keys) => keys.length > 0));
  });

  it("shows how many alerts were folded, where it folds alerts", () => {
    for (const { abilities } of Object.values(VENDORS)) {
      expect(!abilities.isLimited || abilities.takesNotices).toBe(true);
    }
  });

  it("means the same by a key as the others", () => {
    const keys: readonly (readonly [string, ChannelKey])[] = Object.values(VENDORS).flatMap((vendor) =>
      Object.entries<ChannelKey>(vendor.keys),
    );
    for (const [name, key] of keys)
      expect(keys.filter(([other]) => other === name).map(([, one]) => one === key)).not.toContain(false);
  });
});
