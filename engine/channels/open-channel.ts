import type { Channel } from "./channel";
import type { NotifierSettings } from "./notifier-settings";
import { vendorOf } from "./registry";
import type { OpenContext } from "./vendor";

/** Opens the channel of a notifier's settings. */
export function openChannel(
  { channel, project, runbooks }: NotifierSettings,
  { now }: Pick<OpenContext, "now">,
): Channel {
  return vendorOf(channel).open(channel, {
    project,
    links: runbooks === undefined ? {} : { runbookBase: runbooks },
    now,
  });
}
