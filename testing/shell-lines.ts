import { parse } from "shell-quote";

/** One program call of a documented command line. */
export interface ShellCall {
  /** Program and arguments, with variables and substitutions left as they are written. */
  readonly words: readonly string[];
  /** Where its output goes, if to a file. */
  readonly output?: { readonly file: string; readonly appends: boolean };
  /** Whether it reads what the call before it prints. */
  readonly isPiped: boolean;
}

const SUBSTITUTION = /\$\(((?:[^()'"]|'[^']*'|"[^"]*")*)\)/;

/** The command lines of a fenced block: without comments, empty lines and the breaks of continued lines. */
export function commandLines(block: string): readonly string[] {
  return block
    .replaceAll("\\\n", " ")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
}

/** The command lines inside `$(...)`. */
export function substitutions(line: string): readonly string[] {
  const [, inner] = SUBSTITUTION.exec(line) ?? [];
  return inner === undefined ? [] : [inner, ...substitutions(line.replace(SUBSTITUTION, ""))];
}

/** The calls of a line in their order, with what `$(...)` stands for; throws on syntax that no documented command needs. */
export function shellCalls(line: string, substitute: (inner: string) => string = () => "VALUE"): readonly ShellCall[] {
  const [, inner] = SUBSTITUTION.exec(line) ?? [];
  if (inner !== undefined)
    return shellCalls(
      line.replace(SUBSTITUTION, () => substitute(inner)),
      substitute,
    );
  const calls: { words: string[]; output?: ShellCall["output"]; isPiped: boolean }[] = [{ words: [], isPiped: false }];
  let redirection: string | undefined;
  for (const token of parse(line, (name) => `$${name}`)) {
    const call = calls.at(-1);
    if (call === undefined || (typeof token === "object" && "comment" in token)) continue;
    if (typeof token === "object" && token.op !== "glob") {
      if (token.op === "&&" || token.op === "|") calls.push({ words: [], isPiped: token.op === "|" });
      else if (token.op === ">" || token.op === ">>") redirection = token.op;
      else throw new Error(`${token.op} in a documented command, expected none but && | > >>: ${line}`);
      continue;
    }
    const word = typeof token === "object" ? token.pattern : token;
    if (redirection === undefined) call.words.push(word);
    else call.output = { file: word, appends: redirection === ">>" };
    redirection = undefined;
  }
  return calls;
}
