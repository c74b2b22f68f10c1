import { list, say, text } from "./schema-builders";

/** Short enough to end the names of a function, its role and its queues. */
export const channelName = text(/^[a-z](?:[a-z0-9-]{0,28}[a-z0-9])?$/, {
  what: "not a channel's name",
  expected: "1 to 30 of a-z, 0-9 and hyphen, beginning with a letter",
  fix: "rename the channel",
});

export const channelNames = (describe: string) =>
  list(channelName, "channels")
    .min(1, { error: say({ what: "no channel in it", expected: "at least one channel", fix: "name a channel" }) })
    .describe(describe);
