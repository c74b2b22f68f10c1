import type { Table } from "../../functions/src/hunts/tables";
import { counted } from "../counted";
import { Interrupted } from "../interruption";
import { createProgressBar } from "../layout/progress-bar";
import { printLine, type Terminal } from "../terminal";
import { visibleText } from "../visible-text";
import type { BuiltCache } from "./cache/build-cache";
import type { CacheState } from "./cache/cache-state";
import type { OpenCache } from "./cache/open-cache";

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
  const { openCache } = await import("./cache/open-cache");
  const built = sources.length === 0 ? undefined : await convertLogs(sources, folder, terminal, signal);
  const cache = await openCache(built?.folder ?? folder);
  const unreadable = [...(built?.missing ?? []), ...cache.unreadable];
  return { cache: { ...cache, unreadable }, described: describe(cache) };
}

/** Converts logs, and answers with their cache's folder and what of them is not there. */
export async function convertLogs(
  sources: readonly string[],
  folder: string,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Pick<BuiltCache, "folder" | "missing">> {
  const { buildCache } = await import("./cache/build-cache");
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

/** What is no event, by reason and as it was counted: answers are whole without it, but somebody may have hoped for more. */
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
  return lines.length === 0 ? [] : [...lines, "not everything could be read, so the answer is not whole"];
}
