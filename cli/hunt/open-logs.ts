import type { Table } from "@palisade/engine/hunts/sql/tables";
import { counted } from "../lib/counted";
import { Interrupted } from "../lib/interruption";
import { createProgressBar } from "../lib/layout/progress-bar";
import type { BuiltCache } from "../lib/logs/cache/build-cache";
import type { CacheState } from "../lib/logs/cache/cache-state";
import { lastConverted } from "../lib/logs/cache/last-converted";
import type { OpenCache } from "../lib/logs/cache/open-cache";
import { mostNamed } from "../lib/logs/most-named";
import { printLine, type Terminal } from "../lib/terminal";
import { visibleText } from "../lib/visible-text";

export interface OpenLogs {
  readonly cache: OpenCache;
  /** What the logs are, in words. */
  readonly described: string;
}

/** Converts the logs that were named, or takes what was converted last, and says on standard error what is new. */
export async function openLogs(
  sources: readonly string[],
  folder: string,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<OpenLogs> {
  // DuckDB takes longer to load than most commands to run.
  const { openCache } = await import("../lib/logs/cache/open-cache");
  const found = await findConverted(sources, folder, terminal, signal);
  const cache = await openCache(found.folder);
  const unreadable = [...found.missing, ...cache.unreadable];
  return { cache: { ...cache, unreadable }, described: describe(cache) };
}

/** A cache, and what is not in it though it was asked for. */
export type ConvertedLogs = Pick<BuiltCache, "folder" | "missing">;

/** Converts the logs that were named. Without any, what was converted last answers: which logs these are, and whether they hold more by now, is said. */
export async function findConverted(
  sources: readonly string[],
  folder: string,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<ConvertedLogs> {
  if (sources.length > 0) return convertLogs(sources, folder, terminal, signal);
  const last = await lastConverted(folder);
  const at = `${new Date(last.at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
  printLine(terminal.stderr, `from the cache: ${listed(last.sources)}, as converted at ${at}`);
  return { folder: last.folder, missing: last.outdated };
}

const MOST_SOURCES = 5;

function listed(sources: readonly string[]): string {
  const shown = sources
    .slice(0, MOST_SOURCES)
    .map((source) => visibleText(source))
    .join(", ");
  return sources.length > MOST_SOURCES ? `${shown} and ${sources.length - MOST_SOURCES} more` : shown;
}

/** Converts logs, and answers with their cache's folder and what of them is not there. */
async function convertLogs(
  sources: readonly string[],
  folder: string,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<ConvertedLogs> {
  const { buildCache } = await import("../lib/logs/cache/build-cache");
  const { stderr } = terminal;
  const bar = createProgressBar(terminal);
  // First what is fetched, then what is converted.
  const built = await buildCache({ sources, folder, onProgress: ({ done, total }) => bar.update(done, total), signal })
    .catch((error: unknown) => {
      if (!signal.aborted) throw error;
      throw new Interrupted("stopped; what was converted so far is kept, and the same command goes on from there");
    })
    .finally(bar.clear);
  for (const note of built.notes) printLine(stderr, visibleText(note));
  if (built.converted > 0)
    printLine(stderr, `converted ${counted(built.converted, "file")} into ${visibleText(built.folder)}`);
  for (const line of skippedLines(built)) printLine(stderr, line);
  return built;
}

/** What is no event, by reason and as it was counted: answers are whole without it, but someone may have hoped for more. */
function skippedLines({ skipped }: CacheState): readonly string[] {
  const reasons = new Set(skipped.map(({ reason }) => reason));
  return [...reasons].map((reason) => {
    const some = skipped.filter((one) => one.reason === reason);
    const count = some.reduce((sum, one) => sum + one.count, 0);
    return `skipped ${count.toLocaleString("en-US")}: ${visibleText(reason)}, as in ${visibleText(some[0]?.name ?? "")}`;
  });
}

const LOGS = { cloudtrail: "CloudTrail event", access_logs: "access-log line" } as const;

function describe({ files, tables }: CacheState): string {
  const held = Object.entries(LOGS).flatMap(([name, noun]) => {
    const { rows } = tables[name as Table["name"]];
    return rows > 0 ? [counted(rows, noun)] : [];
  });
  return `${held.length > 0 ? held.join(" and ") : "no events"} from ${counted(files, "file")}`;
}

/** The same for a question that may be to any table, of which an empty one finds nothing whatever is asked. */
export function describeTables(described: string, { tables }: CacheState): string {
  const empty = Object.entries(LOGS).filter(([name]) => tables[name as Table["name"]].rows === 0);
  return [described, ...empty.map(([name, noun]) => `the table ${name} holds no ${noun}`)].join("; ");
}

/** Says that there is nothing of a hunt's kind of log, which an empty answer would not tell. */
export function emptyTableNote(name: Table["name"], { tables }: CacheState): string | undefined {
  if (tables[name].rows > 0) return undefined;
  return name === "cloudtrail"
    ? "these logs hold no CloudTrail records, which this hunt asks"
    : "these logs hold no lines of S3 server access logs, which this hunt asks";
}

/** What is missing in the answers, a line each; empty where they are whole. */
export function unreadableLines({ unreadable }: Pick<CacheState, "unreadable">): readonly string[] {
  const lines = unreadable.map(({ name, reason, count }) => {
    const times = count === 1 ? "" : ` (${count.toLocaleString("en-US")} times)`;
    return `${visibleText(name)}: ${visibleText(reason)}${times}`;
  });
  return lines.length === 0 ? [] : [...mostNamed(lines), "not everything could be read, so the answer is not whole"];
}
