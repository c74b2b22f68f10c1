/** A command of the SDK, as far as its answer's type can be told from it. */
export interface Question<Output> {
  readonly resolveMiddleware: (...args: never[]) => (args: never) => Promise<{ readonly output: Output }>;
}
