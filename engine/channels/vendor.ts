import type { ReceivedAlert } from "../alerts/received-alert";
import type { Place } from "../arn";
import type { Channel } from "./channel";
import type { ChannelKey } from "./channel-key";
import type { LinkOptions } from "./links";
import type { SecretName } from "./secret-name";

/**
 * Everything about a kind of channel, in one object: whatever depends on the vendor asks here. `Settings` is what the vendor needs of
 * `palisade.yaml`, as plain data; `Key` the keys that it takes there.
 */
export interface Vendor<Settings extends { readonly kind: string }, Key extends string = string> {
  /** As `kind` of a channel in `palisade.yaml`. */
  readonly kind: Settings["kind"];
  /** As the vendor writes it. */
  readonly title: string;
  readonly abilities: ChannelAbilities;
  readonly keys: Readonly<Record<Key, ChannelKey>>;
  /** Sets of keys, each of which is all that a channel needs; the first is the one to advise. Keys in none of them are optional. */
  readonly keySets: readonly (readonly Key[])[];
  /** Hosts of the vendor's own webhooks, and of all below them. */
  readonly hosts: VendorHosts;
  /** The settings of a channel, and where Palisade runs; undefined where a key is missing. */
  settingsOf(given: Readonly<Partial<Record<Key, string>>>, home: Place): Settings | undefined;
  /** Undefined where the channel needs no secret. */
  secretOf(settings: Settings): SecretName | undefined;
  /** What the notifier and `doctor --test-channels` do in AWS besides what every channel needs. */
  readonly actions: readonly AwsAction[];
  /** What is configured, in a few words each, without the secret. */
  detailsOf(settings: Settings): readonly string[];
  open(settings: Settings, context: OpenContext): Channel;
  /** How to mend a channel whose vendor refused a test; undefined where the secret is all that can be wrong. */
  readonly mendingOf?: (settings: Settings, trouble: Trouble) => string | undefined;
  /** What is left to check by hand after a test that the vendor answered with this status. */
  readonly checkByHand?: (status: number) => string | undefined;
  /** The vendor's part of docs/catalogue/channels.md. */
  readonly pages: readonly ChannelPage[];
}

/** What a kind of channel does besides showing alerts; an opened channel does just that, and the configuration is checked against it. */
export interface ChannelAbilities {
  /** Whether quiet hours and `rateCap` keep alerts from it. */
  readonly isLimited: boolean;
  /** Shows Palisade's own alarms, and how many alerts were folded. */
  readonly takesNotices: boolean;
  readonly takesDigests: boolean;
  /** Keeps an incident open until a message ends it. */
  readonly keepsOpen: boolean;
}

export const CHAT: ChannelAbilities = { isLimited: true, takesNotices: true, takesDigests: true, keepsOpen: false };

export interface VendorHosts {
  /** Take messages of this kind only: a plain webhook there would be refused. */
  readonly ownMessagesOnly: readonly string[];
  /** Take other messages, too. */
  readonly anyMessage: readonly string[];
}

export const NO_HOSTS: VendorHosts = { ownMessagesOnly: [], anyMessage: [] };

/** An action of AWS, and the ARN that it touches in Palisade's account and region. */
export interface AwsAction {
  readonly action: string;
  resource(home: Place): string;
}

export interface OpenContext {
  readonly project: string;
  readonly links: LinkOptions;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** What is wrong with a channel. */
export interface Trouble {
  /** The channel's name. */
  readonly name: string;
  /** `new`: there is no secret yet; `again`: the vendor refused what is there. */
  readonly how: "new" | "again";
  readonly region: string;
  /** The command that stores the secret. */
  readonly storeSecret: string;
}

/** How one kind of channel is shown in docs/catalogue/channels.md. */
export interface ChannelPage {
  readonly title: string;
  /** How to set it up, in five lines at most. */
  readonly setUp: readonly string[];
  /** What a message does, and what it never does. */
  readonly behaves: string;
  /** An alert as it arrives there, in Markdown. */
  show(alert: ReceivedAlert): string;
}
