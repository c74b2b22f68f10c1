/** Something that a person decides. */
export interface Question<T> {
  /** As in `AWS account`. */
  readonly prompt: string;
  /** How it is answered at a terminal, as in `names or numbers`. */
  readonly hint?: string;
  /** Lines to read before answering. */
  readonly before?: readonly string[];
  /** The answer of who just goes on; undefined where no answer is a safe one. */
  readonly preset: string | undefined;
  /** Why there is no preset, where there is none. */
  readonly open?: string;
  /** The option that answers it in a command line. */
  readonly option: string;
  readonly parse: (answer: string) => Parsed<T>;
}

export type Parsed<T> = { readonly value: T } | { readonly problem: string };

/** Gets an answer, from wherever answers come. */
export type Ask = <T>(question: Question<T>) => Promise<T>;
