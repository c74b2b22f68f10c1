export interface Interruption {
  /** Aborts at the first Ctrl-C; the second ends the process as usual. */
  readonly signal: AbortSignal;
  readonly done: () => void;
}

/** Ctrl-C as a signal, so that what is at work can be stopped where it runs. */
export function interruption(): Interruption {
  const controller = new AbortController();
  const abort = () => controller.abort(new Error("stopped"));
  process.once("SIGINT", abort);
  return { signal: controller.signal, done: () => process.removeListener("SIGINT", abort) };
}
