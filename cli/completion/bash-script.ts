import type { CompletionNode } from "./completion-node";
import { patternsOf, type ShellCase, shellCases, singleQuoted } from "./shell-cases";

/** Where nothing is offered, bash completes files. */
export function bashScript(nodes: readonly CompletionNode[]): string {
  const { steps, afterOption, options, others } = shellCases(nodes);
  return `# Completion of palisade for bash. In ~/.bashrc: source <(palisade completion bash)
_palisade() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD - 1]} at='' words='' index
  for ((index = 1; index < COMP_CWORD; index++)); do
    case "$at \${COMP_WORDS[index]}" in
      ${patternsOf(steps)}) at="\${at:+$at }\${COMP_WORDS[index]}" ;;
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
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _palisade palisade
`;
}

function branch({ patterns, words }: ShellCase): string {
  return `    ${patternsOf(patterns)}) words=${singleQuoted(words.join(" "))} ;;`;
}
