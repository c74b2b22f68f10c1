import type { Command } from "commander";
import { EXIT, type ExitStatus } from "../exit-status";
import { readPlan } from "../review/read-plan";
import { reviewChanges } from "../review/review-plan";
import { printLine, type Terminal } from "../terminal";

const EXAMPLES = `
Examples:
  terraform -chdir=cdktf.out/stacks/perimeter show -json plan.bin > perimeter.json
  palisade review perimeter.json alerting.json
`;

export function addReview(program: Command, terminal: Terminal, exit: (status: ExitStatus) => void): void {
  program
    .command("review")
    .summary("say in words what a plan changes in the perimeter")
    .description("Reads plans as `terraform show -json` prints them, and prints Markdown for a pull request.")
    .argument("<plans...>", "plan files in JSON")
    .addHelpText("after", EXAMPLES)
    .action((plans: string[]) => {
      for (const line of reviewChanges(plans.flatMap(readPlan))) printLine(terminal.stdout, line);
      exit(EXIT.done);
    });
}
