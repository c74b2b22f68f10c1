import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { counted } from "../lib/counted";
import { checkOutputFile, writeOutputFile } from "../lib/reports/output-file";
import { NO_SCREEN, printLine, screenOf, type Terminal } from "../lib/terminal";
import { UsageError } from "../lib/usage-error";
import { visibleText } from "../lib/visible-text";
import { cannotWrite } from "../lib/write-problem";
import { behindLinks, isSpecial } from "../lib/write-whole";
import { answerCsv } from "./answer-csv";
import { answerJsonLines } from "./answer-json";
import { answerTable, leftOut } from "./answer-table";
import { type HuntReport, htmlReport } from "./html-report";
import type { HuntAnswer } from "./hunt-answer";

export const FORMATS = ["table", "json", "csv", "parquet", "html"] as const;

type Format = (typeof FORMATS)[number];

/** Where an answer goes, and how. */
export type Output = ShownOutput | { readonly format: "parquet"; readonly file: string };

export interface ShownOutput {
  readonly format: Exclude<Format, "parquet">;
  /** Standard output unless said. */
  readonly file: string | undefined;
}

export function checkOutput({ format, output }: { readonly format: string; readonly output?: string }): Output {
  const known = FORMATS.find((one) => one === format);
  if (known === undefined) {
    throw new UsageError(
      `--format: got ${JSON.stringify(format)}, expected ${FORMATS.slice(0, -1).join(", ")} or html`,
    );
  }
  if (output !== undefined) checkOutputFile(output);
  if (known !== "parquet") return { format: known, file: output };
  if (output === undefined || isSpecial(output)) {
    throw new UsageError("--format parquet needs a file, fix: --output answer.parquet");
  }
  return { format: known, file: output };
}

export function writeAnswer(report: HuntReport, output: ShownOutput, terminal: Terminal): void {
  const { stdout, stderr } = terminal;
  const { answer } = report;
  const text = textOf(report, output.format, output.file === undefined, terminal);
  if (output.file === undefined) stdout.write(text);
  else {
    writeOutputFile(output.file, text);
    printLine(stderr, `wrote ${counted(answer.rows.length, "row")} to ${visibleText(output.file)}`);
  }
  const left = output.format === "table" ? leftOut(answer) : 0;
  if (left > 0) printLine(stderr, `and ${counted(left, "more row")}: --format json or csv has all of them`);
  if (answer.isCut) {
    const isOfLimit = answer.isTooLarge === undefined && "limit" in report.parameters;
    const fix = isOfLimit
      ? "--limit, or fewer days"
      : "ask for less, or --format parquet --output FILE for all of them";
    const size = answer.isTooLarge ? ", which are all that is kept in memory" : "";
    printLine(stderr, `there are more than ${counted(answer.rows.length, "row")}${size}, fix: ${fix}`);
  }
  if (answer.rows.length === 0 && output.format === "table" && report.isAboutSomething !== false)
    printLine(stderr, `nothing found in ${report.described}`);
}

function textOf(report: HuntReport, format: Format, isShown: boolean, { stdout, env }: Terminal): string {
  const { answer } = report;
  if (format === "html") return htmlReport(report);
  if (format === "csv") return answerCsv(answer, isShown && stdout.isTTY === true);
  const lines =
    format === "json" ? answerJsonLines(answer) : answerTable(answer, isShown ? screenOf(stdout, env) : NO_SCREEN);
  return lines.map((line) => `${line}\n`).join("");
}

/** An answer that did not come from DuckDB as a Parquet file. */
export async function writeParquetAnswer(answer: HuntAnswer, file: string, { stderr }: Terminal): Promise<void> {
  const { openDatabase, quoted } = await import("../lib/logs/cache/duckdb");
  const folder = mkdtempSync(join(tmpdir(), "palisade-answer-"));
  const rows = join(folder, "rows.jsonl");
  const names = answer.columns.map(({ name }) => name);
  const types = answer.columns.map(({ name, kind }, index) => {
    const isWhole = answer.rows.every((row) => row[index] === null || Number.isInteger(Number(row[index])));
    return `${quoted(name)}: ${quoted(kind === "text" ? "VARCHAR" : isWhole ? "HUGEINT" : "DOUBLE")}`;
  });
  const target = join(dirname(resolve(file)), `.palisade-${process.pid}.parquet`);
  const database = await openDatabase("300MB");
  try {
    const lines = answer.rows.map((row) =>
      JSON.stringify(Object.fromEntries(names.map((name, index) => [name, row[index]]))),
    );
    writeFileSync(rows, lines.map((line) => `${line}\n`).join(""));
    const select = `SELECT * FROM read_json(${quoted(rows)}, format = 'newline_delimited', columns = {${types.join(", ")}})`;
    await database.connection.run(`COPY (${select}) TO ${quoted(target)} (FORMAT parquet, COMPRESSION zstd)`);
    renameSync(target, behindLinks(file));
    printLine(stderr, `wrote ${counted(answer.rows.length, "row")} to ${visibleText(file)}`);
  } catch (error) {
    throw cannotWrite("--output", file, error);
  } finally {
    database.close();
    rmSync(target, { force: true });
    rmSync(folder, { recursive: true, force: true });
  }
}
