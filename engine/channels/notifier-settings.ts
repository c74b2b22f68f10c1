import type { QuietHours } from "../alerts/quiet-hours";
import type { ChannelSettings } from "./registry";

/** What a notifier needs to know of `palisade.yaml`; synth writes it as `settings.json` into the function's zip. */
export interface NotifierSettings {
  readonly project: string;
  /** The channel's name. */
  readonly name: string;
  readonly channel: ChannelSettings;
  /** Most messages an hour, and as many again that are critical. */
  readonly rateCap: number;
  readonly quietHours?: QuietHours;
  /** https URL of the folder with the runbooks. */
  readonly runbooks?: string;
}
