import type { Notice } from "@palisade/engine/channels/notice";
import { openChannel } from "@palisade/engine/channels/open-channel";
import type { WaitingAlert } from "@palisade/engine/digest/held-alerts";
import { createDeliver } from "@palisade/functions/delivery/deliver";
import { createNotifyBatch } from "@palisade/functions/delivery/notify-batch";
import { createSecrets } from "@palisade/functions/delivery/secrets";
import { CHANNEL_QUEUE } from "@palisade/functions/platform/requirements";
import type { PalisadeConfig } from "../config/config";
import { notifierSettings } from "../config/derived/notifier-settings";
import type { ChannelConfig } from "../config/sections/channels";
import { vendorFixture } from "./fixtures/vendor-fixture";
import { createMemoryDeliveries, type MemoryDeliveries } from "./memory-deliveries";

interface Queued {
  readonly messageId: string;
  readonly body: string;
  visibleAt: number;
  receives: number;
}

/** The vendor is out of order for every so many requests. */
const FAILS_EACH = 5;

/** One channel's queue and notifier, as deployed but for SQS, the table and the vendor, which are in memory. */
export class ChannelStation {
  /** What the channel showed in the place of alerts that it folded. */
  readonly foldsTold: string[] = [];
  digestsShown = 0;
  alarmsShown = 0;
  readonly dead: string[] = [];
  readonly folded = new Set<string>();
  private readonly name: string;
  private readonly store: MemoryDeliveries;
  private readonly queue: Queued[] = [];
  private readonly handle: ReturnType<typeof createNotifyBatch>;
  /** The message that is handed out. */
  private out: Queued | undefined;
  private now = 0;
  private requests = 0;
  private serial = 0;

  constructor(config: PalisadeConfig, channel: ChannelConfig) {
    const now = () => this.now;
    this.name = channel.name;
    this.store = createMemoryDeliveries(now);
    this.handle = this.createHandler(config, channel, now);
  }

  put(body: string, at: number): void {
    this.queue.push({ messageId: `${++this.serial}`, body, visibleAt: at, receives: 0 });
  }

  /** Hands every message out until none is left. */
  async drain(): Promise<void> {
    for (let next = this.takeNext(); next !== undefined; next = this.takeNext()) {
      this.now = Math.max(this.now, next.visibleAt);
      next.receives++;
      this.out = next;
      const { messageId, body, receives } = next;
      const attributes = { ApproximateReceiveCount: String(receives) };
      const { batchItemFailures } = await this.handle({
        Records: [{ messageId, body, receiptHandle: messageId, attributes }],
      });
      if (batchItemFailures.length > 0) this.queue.push(next);
    }
  }

  /** What quiet hours have held back. */
  held(): readonly WaitingAlert[] {
    return Object.entries(this.store.settlements()).flatMap(([id, settlement]) => {
      return settlement.state === "held" ? [{ key: `${this.name}|${id}`, entry: settlement.entry }] : [];
    });
  }

  /** Whether the channel itself showed the alert. */
  hasShown(id: string): boolean {
    return this.store.settlements()[id]?.state === "sent" && !this.folded.has(id);
  }

  private takeNext(): Queued | undefined {
    this.queue.sort((a, b) => a.visibleAt - b.visibleAt);
    return this.queue.shift();
  }

  private createHandler(config: PalisadeConfig, channel: ChannelConfig, now: () => number) {
    const settings = notifierSettings(config, channel);
    const opened = openChannel(settings, { now });
    const { noticeRequest, digestRequest } = opened;
    let onTaken = () => {};
    const queue = {
      hide: async (_: unknown, forMs: number) => {
        if (this.out) this.out.visibleAt = this.now + forMs;
      },
      sendLater: async (body: string, afterMs: number) => this.put(body, this.now + Math.min(afterMs, 900_000)),
      bury: async ({ body }: { readonly body: string }, reason: string) => void this.dead.push(`${reason}: ${body}`),
    };
    const deliver = createDeliver({
      settings,
      channel: {
        ...opened,
        // What a vendor's answer says is another matter.
        outcomeOf: () => ({ kind: "taken" }),
        ...(noticeRequest && {
          noticeRequest: (notice: Notice, secret: string) => {
            onTaken = () =>
              notice.kind === "folded" ? void this.foldsTold.push(notice.title) : void this.alarmsShown++;
            return noticeRequest(notice, secret);
          },
        }),
        ...(digestRequest && {
          digestRequest: (...given: Parameters<typeof digestRequest>) => {
            onTaken = () => void this.digestsShown++;
            return digestRequest(...given);
          },
        }),
      },
      store: {
        ...this.store,
        fold: async (id, severity, budget) => {
          this.folded.add(id);
          await this.store.fold(id, severity, budget);
        },
      },
      secrets: createSecrets(async () => vendorFixture(channel.settings).secret(channel.settings), now),
      send: async () => {
        if (++this.requests % FAILS_EACH === 0) return { kind: "answered", status: 503 };
        onTaken();
        onTaken = () => {};
        return { kind: "answered", status: 200 };
      },
      loadQueue: async () => queue,
      now,
      sleep: async (milliseconds) => {
        this.now += milliseconds;
      },
    });
    return createNotifyBatch({
      channel: channel.name,
      deliver: async (body) => {
        onTaken = () => {};
        return deliver(body);
      },
      loadQueue: async () => queue,
      log: () => {},
      maxReceives: CHANNEL_QUEUE.maxReceiveCount,
    });
  }
}
