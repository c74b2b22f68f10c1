import type { ReceivedAlert } from "@palisade/engine/alerts/received-alert";

/** The way by which an alert came. */
type Origin = "webhook" | "sns";

export interface KeptAlert {
  readonly alert: ReceivedAlert;
  readonly origin: Origin;
  /** Milliseconds since the epoch. */
  readonly receivedAt: number;
  /** Of the body that brought it. */
  readonly bytes: number;
}

/** Alerts can hold a quarter of a megabyte of a caller's text each, and this runs in small containers. */
const MOST_BYTES = 16 * 1024 * 1024;

/** The last alerts, in memory, one per id; fewer than asked for when they are large. */
export class AlertLog {
  readonly #most: number;
  /** In the order in which they came. */
  readonly #kept = new Map<string, KeptAlert>();
  #bytes = 0;
  readonly #listeners = new Set<() => void>();

  constructor(most: number) {
    this.#most = most;
  }

  /** False when it is there already: deliveries repeat. */
  add(kept: KeptAlert): boolean {
    const { id } = kept.alert;
    if (this.#kept.has(id)) return false;
    this.#kept.set(id, kept);
    this.#bytes += kept.bytes;
    for (const [oldest, { bytes }] of this.#kept) {
      if (this.#kept.size <= this.#most && this.#bytes <= MOST_BYTES) break;
      this.#kept.delete(oldest);
      this.#bytes -= bytes;
    }
    for (const listener of [...this.#listeners]) listener();
    return true;
  }

  get(id: string): KeptAlert | undefined {
    return this.#kept.get(id);
  }

  newestFirst(): readonly KeptAlert[] {
    return [...this.#kept.values()].reverse();
  }

  /** What came after that alert, oldest first; everything where it is not kept (any more). */
  after(id: string | undefined): readonly KeptAlert[] {
    const all = [...this.#kept.values()];
    return all.slice(all.findIndex(({ alert }) => alert.id === id) + 1);
  }

  /** Resolves at the next alert, after that time, or when the signal says to wait no longer. */
  async waitForNext(longestMs: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#listeners.delete(done);
        signal.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, longestMs);
      this.#listeners.add(done);
      signal.addEventListener("abort", done);
    });
  }
}
