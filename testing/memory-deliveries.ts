import type { Severity } from "@palisade/engine/severity";
import type { Budget, DeliveryStore, Folds, Settlement } from "@palisade/functions/delivery/delivery-store";

interface Delivery {
  state: Settlement["state"] | "sending" | "folded";
  leaseUntil: number;
  budget?: Budget | undefined;
  settlement?: Settlement;
}

export interface MemoryDeliveries extends DeliveryStore {
  readonly settlements: () => Readonly<Record<string, Settlement>>;
}

/** Deliveries for tests. */
export function createMemoryDeliveries(now: () => number): MemoryDeliveries {
  const deliveries = new Map<string, Delivery>();
  const sent = new Map<string, number>();
  const folded = new Map<string, { carrier: string; counts: Partial<Record<Severity, number>> }>();
  const threads = new Map<string, string>();
  const open = new Map<string, number>();
  let lastAt = Number.NEGATIVE_INFINITY;
  const keyOf = ({ hour, lane }: Budget) => `${lane}#${hour}`;

  return {
    claim: async (id, until) => {
      const old = deliveries.get(id);
      if (old?.state === "sent" || old?.state === "held") return { kind: "done" };
      if (old?.state === "folded" && old.budget) return { kind: "folded", budget: old.budget };
      if (old?.state === "sending" && old.leaseUntil > now()) return { kind: "busy", until: old.leaseUntil };
      deliveries.set(id, { state: "sending", leaseUntil: until, budget: old?.budget });
      return { kind: "mine", ...(old?.budget && { budget: old.budget }) };
    },
    claimFolds: async (carrier, _, until) => {
      const delivery = deliveries.get(carrier);
      if (delivery?.state !== "folded" || delivery.leaseUntil > now()) return false;
      delivery.leaseUntil = until;
      return true;
    },
    releaseFolds: async (carrier) => {
      const delivery = deliveries.get(carrier);
      if (delivery) delivery.leaseUntil = 0;
    },
    settle: async (id, settlement) => {
      const old = deliveries.get(id);
      const budget = settlement.state === "failed" && settlement.budget ? settlement.budget : old?.budget;
      deliveries.set(id, { state: settlement.state, leaseUntil: 0, settlement, budget });
    },
    take: async (budget, cap) => {
      const count = sent.get(keyOf(budget)) ?? 0;
      if (count >= cap) return false;
      sent.set(keyOf(budget), count + 1);
      return true;
    },
    fold: async (id, severity, budget) => {
      deliveries.set(id, { state: "folded", leaseUntil: 0, budget });
      const { carrier = id, counts = {} } = folded.get(keyOf(budget)) ?? {};
      folded.set(keyOf(budget), { carrier, counts: { ...counts, [severity]: (counts[severity] ?? 0) + 1 } });
    },
    folds: async (budget): Promise<Folds | undefined> => folded.get(keyOf(budget)),
    pace: async (intervalMs) => {
      if (lastAt + intervalMs > now() && lastAt <= now() + intervalMs) return lastAt + intervalMs - now();
      lastAt = now();
      return 0;
    },
    thread: async (incident) => threads.get(incident),
    keepThread: async (incident, thread) => {
      if (!threads.has(incident)) threads.set(incident, thread);
    },
    openUntil: async (about) => open.get(about),
    keepOpen: async (about, until) => {
      open.set(about, Math.max(open.get(about) ?? 0, until));
    },
    settlements: () =>
      Object.fromEntries([...deliveries].flatMap(([id, { settlement }]) => (settlement ? [[id, settlement]] : []))),
  };
}
