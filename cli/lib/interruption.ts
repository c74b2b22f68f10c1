/** The command was stopped by Ctrl-C; the message says what that leaves behind. It ends with exit status 130. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";

  constructor(message = "stopped") {
    super(message);
  }
}

export interface Interruption {
  /** Aborts at the first Ctrl-C, with an `Interrupted`; the second ends the process at once. */
  readonly signal: AbortSignal;
  readonly done: () => void;
}

/** Ctrl-C as a signal, so that what is at work can be stopped where it runs. */
export function interruption(): Interruption {
  const controller = new AbortController();
  const abort = () => controller.abort(new Interrupted());
  process.once("SIGINT", abort);
  return { signal: controller.signal, done: () => process.removeListener("SIGINT", abort) };
}
