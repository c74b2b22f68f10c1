import type { CompletionNode } from "./completion-node";

/** One branch of a `case` of bash and zsh: the patterns, and the words to offer. */
export interface ShellCase {
  readonly patterns: readonly string[];
  readonly words: readonly string[];
}

/** All that both shells decide by, keyed by `path word`. */
export interface ShellCases {
  /** What leads from a command to another: ` hunt`, `hunt sql`. */
  readonly steps: readonly string[];
  /** After an option that takes a value. */
  readonly afterOption: readonly ShellCase[];
  readonly options: readonly ShellCase[];
  /** Commands and fixed values of the first argument. */
  readonly others: readonly ShellCase[];
}

export function shellCases(nodes: readonly CompletionNode[]): ShellCases {
  return {
    steps: nodes.flatMap(({ path, commands }) => commands.map(({ name }) => `${path} ${name}`)),
    afterOption: nodes.flatMap(({ path, options }) =>
      options.flatMap(({ flags, takes }) =>
        takes === "none"
          ? []
          : [{ patterns: flags.map((flag) => `${path} ${flag}`), words: takes === "other" ? [] : takes }],
      ),
    ),
    options: nodes.map(({ path, options }) => ({ patterns: [path], words: options.flatMap(({ flags }) => flags) })),
    others: nodes
      .map(({ path, commands, values }) => ({
        patterns: [path],
        words: [...commands.map(({ name }) => name), ...values],
      }))
      .filter(({ words }) => words.length > 0),
  };
}

/** In single quotes, between which a shell reads nothing. */
export function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

export function patternsOf(patterns: readonly string[]): string {
  return patterns.map(singleQuoted).join(" | ");
}
