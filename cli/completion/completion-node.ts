import type { Command, Option } from "commander";
import { offeredValues } from "./offered-values";

/** What may follow one command in a command line. */
export interface CompletionNode {
  /** `hunt sql`; empty for the program itself. */
  readonly path: string;
  readonly commands: readonly Described[];
  readonly options: readonly CompletionOption[];
  /** Values of the first argument, where they are fixed. */
  readonly values: readonly string[];
}

export interface Described {
  readonly name: string;
  readonly description: string;
}

export interface CompletionOption {
  /** `-f` and `--format`. */
  readonly flags: readonly string[];
  readonly description: string;
  /** Fixed values; `other` is text or a file, `none` a switch. */
  readonly takes: "none" | "other" | readonly string[];
}

/** Everything that the program's own definition says, one node a command. */
export function completionNodes(program: Command): readonly CompletionNode[] {
  return nodesOf(program, "");
}

function nodesOf(command: Command, path: string): readonly CompletionNode[] {
  const help = command.createHelp();
  const offered = offeredValues(command);
  const [argument] = command.registeredArguments;
  const node: CompletionNode = {
    path,
    commands: help
      .visibleCommands(command)
      .map((one) => ({ name: one.name(), description: one.summary() || one.description() })),
    options: help.visibleOptions(command).map((option) => optionOf(option, offered[option.long ?? ""])),
    values: (argument && offered[argument.name()]) ?? [],
  };
  return [node, ...command.commands.flatMap((one) => nodesOf(one, path === "" ? one.name() : `${path} ${one.name()}`))];
}

function optionOf(
  { short, long, description, required, optional }: Option,
  values: readonly string[] | undefined,
): CompletionOption {
  const flags = [short, long].filter((flag) => flag !== undefined);
  return { flags, description, takes: required || optional ? (values ?? "other") : "none" };
}
