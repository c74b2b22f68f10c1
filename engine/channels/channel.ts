import type { ReceivedAlert } from "../alerts/received-alert";
import type { ReceivedDigest } from "../digest/received-digest";
import type { Answer, ReadOutcome } from "./answer";
import type { ChannelRequest } from "./channel-request";
import type { Notice } from "./notice";

/** One channel of the configuration, opened: how its vendor is spoken to. */
export interface Channel {
  /** Milliseconds between two messages that keep within the vendor's limit. */
  readonly paceMs: number;
  /** Whether `rateCap` and quiet hours apply: what disturbs no one is sent at once. */
  isLimited(alert: ReceivedAlert): boolean;
  /** Whether an alert of an incident answers the first one, whose id `threadOf` finds. */
  readonly isThreaded: boolean;
  /** The message; `thread` as `threadOf` found it. Throws where the secret is not what it should be. */
  alertRequest(alert: ReceivedAlert, secret: string, thread?: string): ChannelRequest;
  /** Absent where the vendor has no place for what is not an alert. */
  readonly noticeRequest?: (notice: Notice, secret: string) => ChannelRequest;
  /** Absent where no one reads messages: a digest neither pages anyone nor is a finding. */
  readonly digestRequest?: (digest: ReceivedDigest, secret: string) => ChannelRequest;
  /** Ends at the vendor what was sent under a key, such as an incident's id; absent where nothing stays open. */
  readonly endRequest?: (about: string, secret: string) => ChannelRequest;
  /** What the vendor says beyond a status of success. */
  readonly outcomeOf: ReadOutcome;
  /** Whether an error status passes by itself; absent where the status alone says so. */
  readonly isTransient?: (answer: Answer) => boolean;
  threadOf(body: string | undefined): string | undefined;
}

/** What a channel without limits of its own, threads or transient errors has in common with the others. */
export const PLAIN_CHANNEL = { isLimited: () => true, isThreaded: false, threadOf: () => undefined } as const;
