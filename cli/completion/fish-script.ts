import type { CompletionNode, CompletionOption } from "./completion-node";
import { shellCases } from "./shell-cases";

/** Files are offered where a command takes arguments that are not fixed. */
export function fishScript(nodes: readonly CompletionNode[]): string {
  return `# Completion of palisade for fish. In ~/.config/fish/config.fish: palisade completion fish | source
function __palisade_at
    set -l at ''
    for word in (commandline -opc)[2..]
        switch "$at $word"
            case ${shellCases(nodes).steps.map(fishQuoted).join(" ")}
                set at (string trim -- "$at $word")
        end
    end
    test "$at" = "$argv[1]"
end
${nodes.flatMap(linesOf).join("\n")}
`;
}

function linesOf({ path, commands, options, values }: CompletionNode): readonly string[] {
  const at = `complete -c palisade -n ${fishQuoted(`__palisade_at ${fishQuoted(path)}`)}`;
  return [
    ...commands.map(({ name, description }) => `${at} -f -a ${fishQuoted(name)} -d ${fishQuoted(description)}`),
    ...(values.length > 0 ? [`${at} -f -a ${fishQuoted(values.join(" "))}`] : []),
    ...options.map((option) => `${at} ${flagsOf(option)} -d ${fishQuoted(option.description)}`),
  ];
}

function flagsOf({ flags, takes }: CompletionOption): string {
  const named = flags.map((flag) => (flag.startsWith("--") ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`)).join(" ");
  if (takes === "none") return named;
  return takes === "other" ? `${named} -r` : `${named} -x -a ${fishQuoted(takes.join(" "))}`;
}

/** Between single quotes fish reads only a backslash and a quote. */
function fishQuoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
