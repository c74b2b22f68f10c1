import { messagesAnHour } from "../fields/messages-an-hour";
import { type DraftOf, defineSection } from "./section";

const keys = {
  rateCap: messagesAnHour.describe(
    "Most messages an hour and channel, and as many again that are critical; what is above is folded into one message. Default: 60.",
  ),
};

export type RateCapDraft = DraftOf<typeof keys>;

/** Messages an hour and channel, where neither the file nor the channel says. */
export const RATE_CAP = 60;

/** It is in each channel of the configuration, since a channel may have its own. */
export const rateCapSection = defineSection({
  keys,
  example: `
rateCap: 60 # messages an hour and channel, and as many again that are critical; the rest is folded into one
`,
  affects: "the functions of the channels",
  guide: "guides/alerting.md",
});
