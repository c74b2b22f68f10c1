import type { Command } from "commander";
import { EXIT, type ExitStatus } from "../lib/exit-status";

import { checkOutputFile, writeOutputFile } from "../lib/reports/output-file";
import { printLine, type Terminal } from "../lib/terminal";
import { UsageError } from "../lib/usage-error";
import { visibleText } from "../lib/visible-text";
import { readPlanFile } from "./read-plan-file";
import { type FileReview, reviewReport } from "./review-report";

interface ReviewFlags {
  readonly format: string;
  readonly output?: string;
  readonly failOn?: string;
}

const EXAMPLES = `
Examples:
  terraform -chdir=cdktf.out/stacks/perimeter plan -out plan.bin
  terraform -chdir=cdktf.out/stacks/perimeter show -json plan.bin > plan.json
  palisade review plan.json
  palisade review --format sarif --output review.sarif --fail-on weaker plan.json
`;

export function addReview(program: Command, terminal: Terminal, exit: (status: ExitStatus) => void): void {
  program
    .command("review")
    .summary("say what Terraform plans do to the perimeter")
    .description("Says what Terraform plans do to bucket policies, public access blocks and trails.")
    .argument("<plans...>", "files that terraform show -json wrote")
    .option("-f, --format <format>", "markdown for people and pull requests, sarif for code scanning", "markdown")
    .option("-o, --output <file>", "file to write the review to instead of standard output")
    .option("--fail-on <what>", "weaker: end with status 3 where protection gets weaker, or that cannot be told")
    .addHelpText("after", EXAMPLES)
    .action(async (plans: string[], flags: ReviewFlags) => exit(await runReview(plans, flags, terminal)));
}

async function runReview(
  plans: readonly string[],
  { format, output, failOn }: ReviewFlags,
  terminal: Terminal,
): Promise<ExitStatus> {
  const { stdout, stderr } = terminal;
  if (format !== "markdown" && format !== "sarif") {
    throw new UsageError(`--format: got ${JSON.stringify(format)}, expected markdown or sarif`);
  }
  if (failOn !== undefined && failOn !== "weaker") {
    throw new UsageError(`--fail-on: got ${JSON.stringify(failOn)}, expected weaker`);
  }
  if (output !== undefined) checkOutputFile(output);
  const reviews = plans.map((file) => readPlanFile(file).review);
  const lines = format === "sarif" ? [(await import("./sarif-review")).sarifReview(reviews)] : reviewReport(reviews);
  if (output === undefined) for (const line of lines) printLine(stdout, line);
  else {
    writeOutputFile(output, lines.map((line) => `${line}\n`).join(""));
    printLine(stderr, `wrote ${visibleText(output)}`);
  }
  const failed = reviews.filter(({ problem, gap }) => (problem ?? gap) !== undefined);
  for (const { file, problem, gap } of failed) {
    printLine(stderr, `${visibleText(file)}: ${visibleText(problem ?? gap ?? "")}`);
  }
  const failures = failOn === undefined ? [] : gateFailures(reviews);
  for (const failure of failures) printLine(stderr, `gate fails: ${failure}`);
  if (failures.length > 0) return EXIT.gate;
  return failed.length > 0 ? EXIT.partly : EXIT.done;
}

function gateFailures(reviews: readonly FileReview[]): readonly string[] {
  const isWeaker = reviews.some(({ resources }) =>
    resources.some(({ findings }) => findings.some((one) => one.isLoud)),
  );
  const isWhole = reviews.every(({ problem, gap }) => problem === undefined && gap === undefined);
  return [
    ...(isWeaker ? ["protection gets weaker, or cannot be told"] : []),
    ...(isWhole ? [] : ["not every change was reviewed"]),
  ];
}
