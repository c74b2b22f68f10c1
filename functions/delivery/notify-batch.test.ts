import type { LogFields } from "@palisade/engine/log";
import type { QueuedMessage } from "./channel-queue";
import type { Delivered } from "./deliver";
import { backOffMs, createNotifyBatch } from "./notify-batch";

function message(messageId: string, receives = 1): QueuedMessage {
  const attributes = { ApproximateReceiveCount: String(receives) };
  return { messageId, receiptHandle: `r-${messageId}`, body: `body of ${messageId}`, attributes };
}

function bench(delivered: Delivered | Error, queueError?: Error) {
  const calls: unknown[] = [];
  const logged: LogFields[] = [];
  const note = async (...args: readonly unknown[]) => {
    if (queueError) throw queueError;
    calls.push(args);
  };
  const handler = createNotifyBatch({
    channel: "soc",
    deliver: async () => {
      if (delivered instanceof Error) throw delivered;
      return delivered;
    },
    loadQueue: async () => ({
      hide: ({ messageId }, ms) => note("hide", messageId, ms),
      sendLater: (body, ms) => note("send", body, ms),
      bury: ({ messageId }, reason) => note("bury", messageId, reason),
    }),
    log: (_, __, fields = {}) => logged.push(fields),
    maxReceives: 5,
  });
  return { handler, calls, logged };
}

const FAILED = { batchItemFailures: [{ itemIdentifier: "m" }] };
const TAKEN = { batchItemFailures: [] };

describe("a message of a channel's queue", () => {
  it("leaves it once the channel has it", async () => {
    const { handler, calls, logged } = bench({ kind: "done", how: "sent", alert: "a.0" });
    expect(await handler({ Records: [message("m")] })).toEqual(TAKEN);
    expect(calls).toEqual([]);
    expect(logged).toEqual([{ channel: "soc", alert: "a.0", outcome: "sent", receives: 1 }]);
  });

  it("comes again when the channel said, and counts as failed", async () => {
    const { handler, calls } = bench({ kind: "later", reason: "answered 429", afterMs: 61_000 });
    expect(await handler({ Records: [message("m")] })).toEqual(FAILED);
    expect(calls).toEqual([["hide", "m", 61_000]]);
  });

  it("comes again after a growing while where the channel said nothing", async () => {
    const { handler, calls } = bench({ kind: "later", reason: "answered 500" });
    await handler({ Records: [message("m", 1), message("n", 4)] });
    expect(calls).toEqual([
      ["hide", "m", 30_000],
      ["hide", "n", 240_000],
    ]);
    expect([5, 6, 7, 100].map(backOffMs)).toEqual([480_000, 900_000, 900_000, 900_000]);
  });

  it("goes to the dead letters with its reason when it cannot succeed", async () => {
    const { handler, calls } = bench({ kind: "dead", reason: "answered 410" });
    expect(await handler({ Records: [message("m")] })).toEqual(TAKEN);
    expect(calls).toEqual([["bury", "m", "answered 410"]]);
  });

  it("goes there with its last reason when all else has failed", async () => {
    const { handler, calls, logged } = bench({ kind: "later", reason: "answered 503", afterMs: 1000 });
    expect(await handler({ Records: [message("m", 5)] })).toEqual(TAKEN);
    expect(calls).toEqual([["bury", "m", "answered 503"]]);
    expect(logged).toMatchObject([{ outcome: "dead", reason: "answered 503" }]);
  });

  it("stays when it cannot even be moved", async () => {
    for (const kind of ["dead", "later"] as const) {
      const { handler } = bench({ kind, reason: "answered 410" }, new Error("no queue"));
      expect(await handler({ Records: [message("m")] })).toEqual(FAILED);
    }
  });

  it("waits while the table is out of reach, and the log does not quote why", async () => {
    const { handler, calls, logged } = bench(Object.assign(new Error("body of m"), { name: "ThrottlingException" }));
    expect(await handler({ Records: [message("m")] })).toEqual(FAILED);
    expect(calls).toEqual([["hide", "m", 30_000]]);
    expect(logged).toMatchObject([{ reason: "the incidents table is out of reach: ThrottlingException" }]);
    expect(JSON.stringify(logged)).not.toContain("body of");
  });
});
