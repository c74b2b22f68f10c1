import type { CompletionNode } from "./completion-node";
import { patternsOf, type ShellCase, shellCases, singleQuoted } from "./shell-cases";

/** Where nothing is offered, files are. */
export function zshScript(nodes: readonly CompletionNode[]): string {
  const { steps, afterOption, options, others } = shellCases(nodes);
  return `#compdef palisade
# Completion of palisade for zsh. In ~/.zshrc, after compinit: source <(palisade completion zsh)
_palisade() {
  local current=\${words[CURRENT]} previous=\${words[CURRENT-1]} at='' index
  local -a offered
  for ((index = 2; index < CURRENT; index++)); do
    case "$at \${words[index]}" in
      ${patternsOf(steps)}) at="\${at:+$at }\${words[index]}" ;;
    esac
  done
  case "$at $previous" in
${afterOption.map(branch).join("\n")}
    *)
      if [[ $current == -* ]]; then
        case "$at" in
${options.map(branch).join("\n")}
        esac
      else
        case "$at" in
${others.map(branch).join("\n")}
        esac
      fi
      ;;
  esac
  if ((\${#offered})); then compadd -a offered; else _files; fi
}
if [[ \${funcstack[1]} == _palisade ]]; then _palisade "$@"; else compdef _palisade palisade; fi
`;
}

function branch({ patterns, words }: ShellCase): string {
  return `    ${patternsOf(patterns)}) offered=(${words.map(singleQuoted).join(" ")}) ;;`;
}
