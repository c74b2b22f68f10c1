import type { Command } from "commander";
import { EXIT, type ExitStatus } from "../lib/exit-status";
import type { Terminal } from "../lib/terminal";
import { UsageError } from "../lib/usage-error";
import { bashScript } from "./bash-script";
import { completionNodes } from "./completion-node";
import { fishScript } from "./fish-script";
import { offerValues } from "./offered-values";
import { zshScript } from "./zsh-script";

const SCRIPTS = new Map([
  ["bash", bashScript],
  ["zsh", zshScript],
  ["fish", fishScript],
]);

const EXAMPLES = `
It completes commands, options and fixed values, and files everywhere else. In a clone, where there is no palisade on the path, an alias
makes it known: alias palisade='npx palisade'.

Examples:
  palisade completion bash
  palisade completion zsh
  palisade completion fish
`;

export function addCompletion(program: Command, terminal: Terminal, exit: (status: ExitStatus) => void): void {
  const command = program
    .command("completion")
    .summary("print a script that completes commands and options in a shell")
    .description("Prints a script for a shell, which completes what is typed after palisade.")
    .argument("<shell>", [...SCRIPTS.keys()].join(", "))
    .addHelpText("after", EXAMPLES)
    .action((shell: string) => {
      const script = SCRIPTS.get(shell);
      if (script === undefined) {
        throw new UsageError(`shell: got ${JSON.stringify(shell)}, expected ${[...SCRIPTS.keys()].join(", ")}`);
      }
      terminal.stdout.write(script(completionNodes(program)));
      exit(EXIT.done);
    });
  offerValues(command, () => ({ shell: [...SCRIPTS.keys()] }));
}
