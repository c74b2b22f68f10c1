import type { Batch, Manifest } from "./cache-folder";
import type { TableName } from "./convert-batch";

/** Something that is not in the answers. */
export interface CacheProblem {
  /** The file's absolute path, or the address of an S3 object. */
  readonly name: string;
  readonly reason: string;
  readonly count: number;
}

export interface TableState {
  /** Events, each counted once. */
  readonly rows: number;
  /** Further copies of them, which are left out. */
  readonly copies: number;
}

/** What a cache holds, and what it does not. */
export interface CacheState {
  readonly files: number;
  readonly tables: Readonly<Record<TableName, TableState>>;
  /** Readable, but no events: by reason, over all files. */
  readonly skipped: readonly CacheProblem[];
  /** What could not be read. Unless this is empty, no answer is whole, and the command that shows one must say so. */
  readonly unreadable: readonly CacheProblem[];
}

export function cacheState(manifest: Manifest, batches: readonly Batch[]): CacheState {
  const files = batches.flatMap((batch) => batch.files);
  const problems = (kind: "skipped" | "unreadable") =>
    files.flatMap((file) => Object.entries(file[kind]).map(([reason, count]) => ({ name: file.name, reason, count })));
  const table = (name: TableName): TableState => {
    const stored = batches.flatMap((batch) => batch.stored).filter((one) => one.table === name);
    const rows = stored.reduce((sum, one) => sum + one.rows, 0);
    return { rows: rows - manifest.copies[name], copies: manifest.copies[name] };
  };
  return {
    files: files.length,
    tables: { cloudtrail: table("cloudtrail"), access_logs: table("access_logs") },
    skipped: problems("skipped"),
    unreadable: [
      ...manifest.unfound.map(({ name, reason }) => ({ name, reason, count: 1 })),
      ...problems("unreadable"),
    ],
  };
}
