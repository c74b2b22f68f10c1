import type { Log } from "@palisade/engine/log";
import { errorName } from "@palisade/engine/log";
import type { ChannelQueue, QueuedMessage } from "./channel-queue";
import type { Delivered } from "./deliver";

export interface NotifyBatchDeps {
  readonly channel: string;
  readonly deliver: (body: string) => Promise<Delivered>;
  /** Loaded when something fails for the first time: most invocations never need it. */
  readonly loadQueue: () => Promise<ChannelQueue>;
  readonly log: Log;
  /** After so many receives a message is dead. */
  readonly maxReceives: number;
}

export interface NotifyBatch {
  readonly Records: readonly QueuedMessage[];
}

/** Messages named here stay in the queue. */
export interface NotifyBatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

const FIRST_RETRY_MS = 30_000;
const LAST_RETRY_MS = 15 * 60_000;

/** Half a minute, then twice as long each time, up to a quarter of an hour. */
export function backOffMs(receives: number): number {
  return Math.min(FIRST_RETRY_MS * 2 ** Math.min(receives - 1, 10), LAST_RETRY_MS);
}

/**
 * Messages of one channel's queue, one after the other. What the channel took leaves the queue; what may succeed later comes again when
 * the channel said, or else after a growing while; what cannot succeed, or has failed too often, goes to the dead letters with its
 * reason. A message that cannot even be moved stays where it is, and SQS moves it in the end.
 */
export function createNotifyBatch(deps: NotifyBatchDeps): (batch: NotifyBatch) => Promise<NotifyBatchResponse> {
  return async ({ Records }) => {
    const failed: string[] = [];
    for (const message of Records) {
      if (!(await leavesTheQueue(message, deps))) failed.push(message.messageId);
    }
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

async function leavesTheQueue(message: QueuedMessage, deps: NotifyBatchDeps): Promise<boolean> {
  const receives = Number(message.attributes.ApproximateReceiveCount);
  const delivered = await tried(message, deps);
  const isLast = delivered.kind === "later" && receives >= deps.maxReceives;
  deps.log(delivered.kind === "done" ? "INFO" : "WARN", "delivery", {
    channel: deps.channel,
    alert: delivered.alert,
    outcome: delivered.kind === "done" ? delivered.how : isLast ? "dead" : delivered.kind,
    ...(delivered.kind !== "done" && { reason: delivered.reason }),
    receives,
  });
  if (delivered.kind === "done") return true;
  try {
    const queue = await deps.loadQueue();
    if (delivered.kind === "later" && !isLast) {
      await queue.hide(message, delivered.afterMs ?? backOffMs(receives));
      return false;
    }
    await queue.bury(message, delivered.reason);
    return true;
  } catch (error) {
    deps.log("ERROR", "queue is out of reach", { channel: deps.channel, error: errorName(error) });
    return false;
  }
}

async function tried({ body }: QueuedMessage, { deliver }: NotifyBatchDeps): Promise<Delivered> {
  try {
    return await deliver(body);
  } catch (error) {
    return { kind: "later", reason: `the incidents table is out of reach: ${errorName(error)}` };
  }
}
