import type { Command } from "commander";
import type { PalisadeConfig } from "../../config/config";
import { configPath } from "../../config/config-path";
import { loadConfig } from "../../config/load-config";
import { offerValues, TABLE_OR_JSON } from "../completion/offered-values";
import { EXIT, type ExitStatus } from "../lib/exit-status";
import { printLine, screenOf, type Terminal } from "../lib/terminal";
import { UsageError } from "../lib/usage-error";
import { costJson, costTable } from "./cost-report";
import { estimate, type Usage } from "./estimate";

interface CostFlags {
  readonly config?: string;
  readonly requests: string;
  readonly buckets?: readonly string[];
  readonly refused: string;
  readonly others: string;
  readonly alerts: string;
  readonly format: string;
}

const EXAMPLES = `
Numbers may be written 2500000, 2,500,000, 2_500_000 or 2.5M. Nothing is asked of AWS: prices are those of a list with a date.

Examples:
  palisade cost --requests 10M
  palisade cost --requests 500k --buckets example-data example-reports --refused 5
  palisade cost --requests 10M --format json
`;

export function addCost(program: Command, terminal: Terminal, exit: (status: ExitStatus) => void): void {
  const command = program
    .command("cost")
    .summary("say what a month costs with this configuration")
    .description(
      "Says what this configuration logs and costs a month, for a number of S3 requests to protected buckets.",
    )
    .requiredOption("-r, --requests <count>", "S3 requests a month, to all of the buckets together")
    .option("-b, --buckets <names...>", "the protected buckets that they go to (default: all of them)")
    .option("--refused <percent>", "how many of them are refused", "1")
    .option("--others <count>", "changes, reads and findings a month that rules select", "10000")
    .option("--alerts <count>", "alerts a month", "100")
    .option("-c, --config <file>", "configuration to use instead of palisade.yaml or $PALISADE_CONFIG")
    .option("-f, --format <format>", "table for people, json for programs", "table")
    .addHelpText("after", EXAMPLES)
    .action((flags: CostFlags) => {
      for (const line of report(flags, terminal)) printLine(terminal.stdout, line);
      exit(EXIT.done);
    });
  offerValues(command, () => ({ "--format": TABLE_OR_JSON }));
}

function report(flags: CostFlags, { stdout, env }: Terminal): readonly string[] {
  const { format } = flags;
  if (format !== "table" && format !== "json") {
    throw new UsageError(`--format: got ${JSON.stringify(format)}, expected table or json`);
  }
  const numbers = {
    count: parseCount("--requests", flags.requests),
    refusedShare: parsePercent("--refused", flags.refused),
    others: parseCount("--others", flags.others),
    alerts: parseCount("--alerts", flags.alerts),
  };
  const config = loadConfig(configPath(flags.config, env));
  const usage: Usage = { ...numbers, buckets: parseBuckets(flags.buckets, config) };
  const result = estimate(config, usage);
  return format === "json"
    ? [costJson(config, usage, result)]
    : costTable(config, usage, result, screenOf(stdout, env));
}

const MULTIPLES: Readonly<Record<string, number>> = { "": 1, k: 1e3, m: 1e6, g: 1e9 };
/** More than S3 itself has served a month. */
const MOST = 1e15;

function parseCount(flag: string, text: string): number {
  const [, digits, multiple = ""] = /^(\d{1,3}(?:[,_]?\d{3})*|\d+|\d+\.\d{1,6})([kmg]?)$/i.exec(text) ?? [];
  const count = Math.round(Number(digits?.replace(/[,_]/g, "")) * (MULTIPLES[multiple.toLowerCase()] ?? Number.NaN));
  const isWhole = !text.includes(".") || multiple !== "";
  if (Number.isFinite(count) && count <= MOST && isWhole) return count;
  throw new UsageError(
    `${flag}: got ${JSON.stringify(text)}, expected a whole number up to 10^15, such as 2500000 or 2.5M`,
  );
}

function parsePercent(flag: string, text: string): number {
  const percent = /^\d{1,3}(?:\.\d{1,6})?%?$/.test(text) ? Number.parseFloat(text) : Number.NaN;
  if (percent <= 100) return percent / 100;
  throw new UsageError(`${flag}: got ${JSON.stringify(text)}, expected a percentage from 0 to 100, such as 0.5`);
}

function parseBuckets(given: readonly string[] | undefined, { perimeters }: PalisadeConfig): readonly string[] {
  const known = perimeters.flatMap(({ buckets }) => buckets.map(({ name }) => name));
  if (given === undefined) return known;
  const names = [...new Set(given.flatMap((text) => text.split(",")).filter((name) => name !== ""))];
  for (const name of names) {
    if (!known.includes(name)) {
      throw new UsageError(`--buckets: got ${JSON.stringify(name)}, expected some of ${known.join(", ")}`);
    }
  }
  if (names.length === 0) throw new UsageError(`--buckets: no bucket in it, expected some of ${known.join(", ")}`);
  return names;
}
