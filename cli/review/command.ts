import type { Command } from "commander";
import { EXIT, type ExitStatus } from "../lib/exit-status";
import { printLine, type Terminal } from "../lib/terminal";
import { visibleText } from "../lib/visible-text";
import { readPlanFile } from "./read-plan-file";
import { reviewReport } from "./review-report";

const EXAMPLES = `
Examples:
  terraform -chdir=cdktf.out/stacks/perimeter plan -out plan.bin
  terraform -chdir=cdktf.out/stacks/perimeter show -json plan.bin > plan.json
  palisade review plan.json
`;

export function addReview(program: Command, terminal: Terminal, exit: (status: ExitStatus) => void): void {
  program
    .command("review")
    .summary("say what Terraform plans do to the perimeter")
    .description("Prints as Markdown what Terraform plans do to bucket policies, public access blocks and trails.")
    .argument("<plans...>", "files that terraform show -json wrote")
    .addHelpText("after", EXAMPLES)
    .action((plans: string[]) => exit(runReview(plans, terminal)));
}

function runReview(plans: readonly string[], { stdout, stderr }: Terminal): ExitStatus {
  const reviews = plans.map((file) => readPlanFile(file).review);
  for (const line of reviewReport(reviews)) printLine(stdout, line);
  const failed = reviews.filter(({ problem, gap }) => (problem ?? gap) !== undefined);
  for (const { file, problem, gap } of failed) {
    printLine(stderr, `${visibleText(file)}: ${visibleText(problem ?? gap ?? "")}`);
  }
  return failed.length > 0 ? EXIT.partly : EXIT.done;
}
