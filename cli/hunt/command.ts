import { existsSync } from "node:fs";
import { type BoundHunt, bindHunt, isFromConfiguration, parametersOf } from "@palisade/engine/hunts/bind-hunt";
import type { Hunt } from "@palisade/engine/hunts/define-hunt";
import { toTrino } from "@palisade/engine/hunts/sql/dialect";
import type { Command } from "commander";
import type { PalisadeConfig } from "../../config/config";
import { configPath } from "../../config/config-path";
import { detectorSettings } from "../../config/derived/detector-settings";
import { offerValues, TABLE_OR_JSON } from "../completion/offered-values";
import { commandName } from "../lib/command-name";
import { EXIT, type ExitStatus, worstStatus } from "../lib/exit-status";
import { addGateOptions, closeGate, type Gate, type GateFacts, type GateFlags, parseGate } from "../lib/gate";
import { interruption } from "../lib/interruption";
import type { OpenCache } from "../lib/logs/cache/open-cache";
import { notJudged } from "../lib/not-judged/not-judged";
import { noCounts } from "../lib/not-judged/origin-counts";
import { scopeOf } from "../lib/not-judged/scope";
import { readConfig } from "../lib/read-config";
import { printLine, screenOf, type Terminal } from "../lib/terminal";
import { UsageError } from "../lib/usage-error";
import { visibleText } from "../lib/visible-text";
import { ALL_DAYS, type Days } from "../preview/groups-sql";
import { readOrigins } from "../preview/read-origins";
import { askSql, MOST_ANSWER_BYTES } from "./ask-sql";
import { findHunt, huntIds, readGiven } from "./find-hunt";
import { answerOfAthena, answerOfDuckDb, type HuntAnswer } from "./hunt-answer";
import { type Asked, type Coverage, huntCoverage } from "./hunt-coverage";
import { huntListJson, huntListTable } from "./list-hunts";
import { describeTables, emptyTableNote, openLogs, unreadableLines } from "./open-logs";
import { readableError } from "./readable-error";
import { checkOutput, FORMATS, type Output, type ShownOutput, writeAnswer, writeParquetAnswer } from "./write-answer";

const DEFAULT_CACHE = ".palisade/cache";

interface HuntFlags extends GateFlags {
  readonly config?: string;
  readonly cache: string;
  readonly engine: string;
  readonly format: string;
  readonly output?: string;
  readonly param: readonly string[];
  readonly since?: string;
  readonly until?: string;
  readonly limit?: string;
  readonly queryId?: string;
  readonly showSql?: boolean;
}

const REASONS = ["rows"] as const;

const EXAMPLES = `
Logs are files, folders and s3://bucket/prefix with CloudTrail records or S3 server access logs, as text or Parquet, with or without gzip:
docs/guides/reading-logs.md. They are converted once into the cache; later hunts need not name them again, and answer at once.
docs/catalogue/hunts.md says of each hunt what it asks, which parameters it takes, and what to look for in its answer.

Examples:
  palisade hunt list
  palisade hunt denied-requests AWSLogs/111122223333/CloudTrail
  palisade hunt outside-allowlist --since 2026-03-01 --format html --output report.html
  palisade hunt key-used --param key=AKIAIOSFODNN7EXAMPLE
  palisade hunt outside-allowlist --param networks=203.0.113.0/24,2001:db8::/32 logs
  palisade hunt detection.s3.policy-made-public --engine athena --since 2026-01-01
  palisade hunt sql --query "SELECT eventname, count(*) FROM cloudtrail GROUP BY 1 ORDER BY 2 DESC LIMIT 10"
`;

const SQL_EXAMPLES = `
The tables are cloudtrail and access_logs, with the columns that docs/catalogue/hunts.md lists. The session reads these and nothing else: no file,
no network, no setting, no statement that changes anything. The dialect is DuckDB's, with the functions of Trino that the hunts use.

Examples:
  palisade hunt sql AWSLogs
  palisade hunt sql --query "SELECT DISTINCT sourceipaddress FROM cloudtrail WHERE eventname = 'ConsoleLogin'"
  palisade hunt sql --format csv < question.sql > answer.csv
`;

export function addHunt(program: Command, terminal: Terminal, exit: (status: ExitStatus) => void): void {
  const hunt = program
    .command("hunt")
    .summary("ask past logs who did what, from where, and when")
    .description("Asks CloudTrail and S3 server access logs, on this machine with DuckDB or in AWS with Athena.")
    .argument("<hunt>", "one of palisade hunt list")
    .argument("[logs...]", "files, folders and s3://bucket/prefix; without any, what was converted last")
    .option("-c, --config <file>", "configuration to use instead of palisade.yaml or $PALISADE_CONFIG")
    .option("--cache <folder>", "where converted logs are kept", DEFAULT_CACHE)
    .option("-e, --engine <engine>", "duckdb on this machine, athena in AWS", "duckdb")
    .option("-p, --param <name=value>", "a parameter of the hunt; once for each", collect, [])
    .option("--since <day>", "first day to look at, as 2026-03-01 (Athena: a week ago unless said)")
    .option("--until <day>", "last day to look at")
    .option("-l, --limit <rows>", "most rows to answer with (default: 1000)")
    .option("-f, --format <format>", `${FORMATS.join(", ")}`, "table")
    .option("-o, --output <file>", "file to write the answer to instead of standard output")
    .option("--query-id <id>", "Athena: take the answer of a query that was started before")
    .option("--show-sql", "show the SQL instead of running it")
    .addHelpText("after", EXAMPLES)
    .action(async (id: string, logs: string[], flags: HuntFlags) => exit(await runHunt(id, logs, flags, terminal)));
  offerValues(hunt, () => ({ hunt: huntIds(), "--engine": ["duckdb", "athena"], "--format": FORMATS }));
  addGateOptions(hunt, REASONS, "the answer has rows");
  const list = hunt
    .command("list")
    .description("Shows the hunts, and what each asks.")
    .option("-f, --format <format>", "table for people, json for programs", "table")
    .option("-a, --all", "with those that are made from detections")
    .action((_: unknown, command: Command) => exit(runList(command.optsWithGlobals(), terminal)));
  offerValues(list, () => ({ "--format": TABLE_OR_JSON }));
  const sql = hunt
    .command("sql")
    .description("Asks in SQL of your own: a prompt at a terminal, or what standard input or --query says.")
    .argument("[logs...]", "files, folders and s3://bucket/prefix; without any, what was converted last")
    .option("--cache <folder>", "where converted logs are kept", DEFAULT_CACHE)
    .option("-q, --query <sql>", "one query to answer, instead of a prompt")
    .option("--timeout <seconds>", "how long a query may take", "600")
    .option("-f, --format <format>", `${FORMATS.join(", ")}`, "table")
    .option("-o, --output <file>", "file to write the answer to instead of standard output")
    .addHelpText("after", SQL_EXAMPLES)
    .action(async (logs: string[], _: unknown, command: Command) =>
      exit(await runSql(logs, command.optsWithGlobals(), terminal)),
    );
  offerValues(sql, () => ({ "--format": FORMATS }));
}

function collect(text: string, before: readonly string[]): readonly string[] {
  return [...before, text];
}

function runList(
  { format, all = false }: { readonly format: string; readonly all?: boolean },
  terminal: Terminal,
): ExitStatus {
  if (format !== "table" && format !== "json") {
    throw new UsageError(`--format: got ${JSON.stringify(format)}, expected table or json`);
  }
  const { stdout, env } = terminal;
  const lines = format === "json" ? huntListJson(all) : huntListTable(all, screenOf(stdout, env));
  for (const line of lines) printLine(stdout, line);
  return EXIT.done;
}

async function runHunt(id: string, logs: readonly string[], flags: HuntFlags, terminal: Terminal): Promise<ExitStatus> {
  const output = checkOutput(flags);
  const { engine } = flags;
  if (engine !== "duckdb" && engine !== "athena") {
    throw new UsageError(`--engine: got ${JSON.stringify(engine)}, expected duckdb or athena`);
  }
  const isAthena = engine === "athena";
  const gate = parseGate(flags, REASONS);
  if (isAthena && gate) {
    throw new UsageError(
      `--fail-on: Athena does not say how much it looked at, expected logs here, fix: ${commandName()} hunt HUNT LOGS`,
    );
  }
  if (isAthena && logs.length > 0) {
    throw new UsageError("--engine athena asks the logs in S3, and takes no files or folders, fix: leave them out");
  }
  if (!isAthena && flags.queryId !== undefined) throw new UsageError("--query-id goes with --engine athena");
  const config = lazyConfig(flags, terminal);
  const hunt = findHunt(id, () => detectorSettings(config()));
  const isThere = isConfigured(flags, terminal);
  const isNamed = flags.config !== undefined || terminal.env["PALISADE_CONFIG"] !== undefined;
  const question = ask(hunt, flags, config, {
    isThere,
    vouches: isThere && (gate !== undefined || (isNamed && !hunt.parameters.some(isFromConfiguration))),
  });
  if (flags.showSql) {
    showSql(question.bound, isAthena, terminal);
    return EXIT.done;
  }
  if (isAthena) return huntInAthena(question, flags, output, config(), terminal);
  return huntOnMachine(question, logs, flags, output, gate, terminal);
}

/** A hunt with everything that was said of it. */
interface Question {
  readonly hunt: Hunt;
  readonly bound: BoundHunt;
  /** One row more than `limit`, to know whether there are more. */
  readonly limit: number;
  /** As they are shown. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly asked: Asked;
  readonly days: AskedDays;
}

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

function ask(
  hunt: Hunt,
  flags: HuntFlags,
  config: () => PalisadeConfig,
  { isThere, vouches }: { readonly isThere: boolean; readonly vouches: boolean },
): Question {
  const weekAgo = new Date(Date.now() - WEEK_MS).toISOString().slice(0, 10);
  const given: Readonly<Record<string, string>> = {
    ...(flags.engine === "athena" && { since: weekAgo }),
    ...readGiven(hunt, flags.param),
    ...(flags.since !== undefined && { since: flags.since }),
    ...(flags.until !== undefined && { until: flags.until }),
    ...(flags.limit !== undefined && { limit: flags.limit }),
  };
  const needsScope = hunt.parameters.some((one) => isFromConfiguration(one) && given[one.name] === undefined);
  const scope = needsScope && isThere ? huntScope(config()) : undefined;
  const checked = bindHunt(hunt, given, scope);
  if (checked.kind === "unbound") throw new UsageError(`${hunt.id}: ${checked.problems.join("; ")}`);
  const shown = parametersOf(hunt).flatMap(({ name, default: usual }) => {
    const value = given[name] ?? (scope !== undefined && usual === undefined ? "of the configuration" : usual);
    const isEverything = (name === "since" || name === "until") && value === usual;
    return value === undefined || value === "" || isEverything ? [] : [[name, value] as const];
  });
  const parameters = Object.fromEntries(shown);
  const limit = Number(parameters["limit"]);
  const bound = bindHunt(hunt, { ...given, limit: String(limit + 1) }, scope);
  return {
    hunt,
    limit,
    parameters,
    bound: bound.kind === "bound" ? bound : checked,
    asked: askedOf(hunt, given, vouches || scope !== undefined || hunt.guarded !== undefined ? config() : undefined),
    days: askedDays(hunt, given),
  };
}

/**
 * A gate vouches for the configuration, and so does a configuration that was named: even a question to all the logs wants some that are
 * of it. Without either, such a question has nothing to do with one.
 */
function askedOf(hunt: Hunt, given: Readonly<Record<string, string>>, config: PalisadeConfig | undefined): Asked {
  const scope = config && scopeOf(config);
  if (hunt.guarded) return { buckets: hunt.guarded.length > 0 ? hunt.guarded : undefined, leavesOut: true, scope };
  const named = hunt.parameters.find(({ type }) => type === "buckets" || type === "bucket");
  const text = named && given[named.name];
  const buckets = text ? text.split(",").map((bucket) => bucket.trim()) : undefined;
  const leavesOut = hunt.parameters.some(isFromConfiguration);
  if (buckets !== undefined) return { buckets, leavesOut: leavesOut && named?.type === "buckets", scope };
  // Lines of access logs name no account: of the configuration are those of its buckets.
  const isOfAll = leavesOut
    ? named?.type !== "buckets" || given["networks"] !== undefined
    : hunt.table === "cloudtrail";
  return { buckets: isOfAll || scope === undefined ? undefined : [...scope.buckets.keys()], leavesOut, scope };
}

/** Of records with an impossible time, too. */
const FIRST_DAY = "0001/01/01";

/** The days that a hunt looks at, as the tables are partitioned and in words. */
interface AskedDays extends Days {
  readonly inWords: string;
}

function askedDays(hunt: Hunt, given: Readonly<Record<string, string>>): AskedDays {
  const { until } = given;
  // What is new from a day on is not seen before it.
  const [since] = [given["since"], given["after"]]
    .filter((day) => day !== undefined)
    .toSorted()
    .toReversed();
  if (since !== undefined && until !== undefined && since > until) {
    throw new UsageError(
      `${hunt.id}: since ${since} is after until ${until}, fix: give --since and --until in order of time`,
    );
  }
  const inWords =
    since === undefined ? until && ` until ${until}` : until ? ` of ${since} to ${until}` : ` since ${since}`;
  const partition = (day: string) => day.replaceAll("-", "/");
  return {
    since: since === undefined ? FIRST_DAY : partition(since),
    until: until === undefined ? ALL_DAYS.until : partition(until),
    inWords: inWords ?? "",
  };
}

function huntScope(config: PalisadeConfig) {
  const { perimeters, account, trustedAccounts } = detectorSettings(config);
  return { perimeters, accounts: [account, ...trustedAccounts] };
}

/** Only some hunts need a configuration, and loading one that is wrong must not stop the others. */
function lazyConfig({ config }: Pick<HuntFlags, "config">, terminal: Terminal): () => PalisadeConfig {
  let loaded: PalisadeConfig | undefined;
  return () => {
    loaded ??= readConfig(configPath(config, terminal.env), terminal);
    return loaded;
  };
}

/** A configuration that was named must be there; the usual one may be missing. */
function isConfigured({ config }: Pick<HuntFlags, "config">, { env }: Terminal): boolean {
  return config !== undefined || env["PALISADE_CONFIG"] !== undefined || existsSync(configPath(config, env));
}

function showSql({ sql, parameters }: BoundHunt, isAthena: boolean, { stdout }: Terminal): void {
  printLine(stdout, `${isAthena ? toTrino(sql) : sql};`);
  for (const [index, text] of parameters.entries())
    printLine(stdout, `-- ? number ${index + 1}: ${JSON.stringify(text)}`);
}

async function huntOnMachine(
  question: Question,
  logs: readonly string[],
  flags: HuntFlags,
  output: Output,
  gate: Gate<"rows"> | undefined,
  terminal: Terminal,
): Promise<ExitStatus> {
  const { hunt, bound, limit } = question;
  const interrupted = interruption();
  try {
    const { cache, described } = await openLogs(logs, flags.cache, terminal, interrupted.signal);
    try {
      const missing = unreadableLines(cache);
      const note = emptyTableNote(hunt.table, cache);
      const coverage = await coverageOf(question, cache, interrupted.signal);
      if (output.format === "parquet") {
        const whole = { ...bound, sql: withLimit(bound.sql, limit) };
        await cache.writeParquet(output.file, whole.sql, whole.parameters, { signal: interrupted.signal });
        printLine(terminal.stderr, `wrote ${visibleText(output.file)}`);
      }
      // A gate asks whether there is a row, wherever the rows go.
      const mostRows = output.format === "parquet" ? 1 : limit;
      const isShown = output.format !== "parquet";
      const found =
        isShown || gate
          ? await cache.query(bound.sql, bound.parameters, {
              mostRows,
              mostBytes: MOST_ANSWER_BYTES,
              signal: interrupted.signal,
            })
          : undefined;
      if (isShown && found) show(question, answerOfDuckDb(found), { described, missing, coverage }, output, terminal);
      if (note !== undefined) printLine(terminal.stderr, note);
      for (const line of [...coverage.lines, ...missing]) printLine(terminal.stderr, line);
      const facts: GateFacts<"rows"> = {
        ...coverage,
        found: found !== undefined && found.rows.length > 0 ? ["rows"] : [],
      };
      const isWhole = missing.length === 0 && coverage.judged > 0 && found?.isTooLarge === undefined;
      return worstStatus(isWhole ? EXIT.done : EXIT.partly, gate ? closeGate(gate, facts, terminal) : EXIT.done);
    } finally {
      await cache.close();
    }
  } catch (error) {
    throw readableError(error);
  } finally {
    interrupted.done();
  }
}

async function coverageOf({ hunt, asked, days }: Question, cache: OpenCache, signal: AbortSignal): Promise<Coverage> {
  if (cache.tables[hunt.table].rows === 0) return { judged: 0, notJudged: notJudged(noCounts(), 0), lines: [] };
  const askRows = async (sql: string) => (await cache.query(sql, [], { signal })).rows;
  const origins = await readOrigins(askRows, [hunt.table], { days, withOtherServices: true });
  return huntCoverage(asked, { hunt, days: days.inWords, origins });
}

/** The limit is the last thing that a hunt says. */
function withLimit(sql: string, limit: number): string {
  return sql.replace(/LIMIT \d+\s*$/, `LIMIT ${limit}`);
}

async function huntInAthena(
  question: Question,
  flags: HuntFlags,
  output: Output,
  config: PalisadeConfig,
  terminal: Terminal,
): Promise<ExitStatus> {
  // The SDK takes longer to load than most commands to run.
  const { huntWithAthena } = await import("./athena/hunt-with-athena");
  const interrupted = interruption();
  try {
    const found = await huntWithAthena({
      config,
      query: question.bound,
      queryId: flags.queryId,
      terminal,
      signal: interrupted.signal,
    });
    const answer = answerOfAthena(found, question.limit);
    if (output.format === "parquet") await writeParquetAnswer(answer, output.file, terminal);
    else show(question, answer, { described: "Athena", missing: [] }, output, terminal);
    return EXIT.done;
  } finally {
    interrupted.done();
  }
}

interface Searched {
  readonly described: string;
  readonly missing: readonly string[];
  readonly coverage?: Coverage;
}

function show(
  { hunt, bound, parameters }: Question,
  answer: HuntAnswer,
  { described, missing, coverage }: Searched,
  output: ShownOutput,
  terminal: Terminal,
): void {
  const report = {
    hunt,
    answer,
    parameters,
    described,
    missing: [...missing, ...(coverage?.lines ?? [])],
    isAboutSomething: (coverage?.judged ?? 1) > 0,
    sql: bound.sql,
    askedAt: Date.now(),
  };
  writeAnswer(report, output, terminal);
}

interface SqlFlags extends GateFlags {
  readonly cache: string;
  readonly query?: string;
  readonly timeout: string;
  readonly format: string;
  readonly output?: string;
}

const LONGEST_WAIT = 86_400;

function parseSeconds(text: string): number {
  const seconds = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (seconds >= 1 && seconds <= LONGEST_WAIT) return seconds;
  throw new UsageError(`--timeout: got ${JSON.stringify(text)}, expected 1 to ${LONGEST_WAIT} seconds`);
}

async function runSql(logs: readonly string[], flags: SqlFlags, terminal: Terminal): Promise<ExitStatus> {
  if (parseGate(flags, REASONS)) throw new UsageError("--fail-on goes with a hunt, not with SQL of your own");
  const output = checkOutput(flags);
  const seconds = parseSeconds(flags.timeout);
  const interrupted = interruption();
  try {
    const { cache, described } = await openLogs(logs, flags.cache, terminal, interrupted.signal);
    try {
      const { query } = flags;
      const held = describeTables(described, cache);
      const { signal } = interrupted;
      const asked = await askSql({ cache, described: held, query, seconds, output, terminal, signal });
      const missing = unreadableLines(cache);
      for (const line of missing) printLine(terminal.stderr, line);
      const isSomething = Object.values(cache.tables).some(({ rows }) => rows > 0);
      return worstStatus(asked, missing.length === 0 && isSomething ? EXIT.done : EXIT.partly);
    } finally {
      await cache.close();
    }
  } finally {
    interrupted.done();
  }
}
