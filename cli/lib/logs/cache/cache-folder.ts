import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { TABLES } from "@palisade/engine/hunts/sql/tables";
import * as z from "zod";
import { UsageError } from "../../usage-error";
import { visibleText } from "../../visible-text";
import type { BatchReport } from "./convert-batch";
import { copyKey, selectLines, selectRecords } from "./table-sql";

/** Raised when what is stored, or how logs are read, changes in a way that the tables' SQL does not show. */
const FORMAT = 2;

/** What a cache was made by; another version's is thrown away. */
export const CACHE_VERSION = createHash("sha256")
  .update(JSON.stringify([FORMAT, TABLES, TABLES.map(copyKey), selectRecords("", 0, false), selectLines("", 0)]))
  .digest("hex")
  .slice(0, 16);

const counts = z.record(z.string(), z.number());

const batchFile = z.object({
  version: z.string(),
  files: z.array(
    z.object({ name: z.string(), bytes: z.number(), modified: z.number(), skipped: counts, unreadable: counts }),
  ),
  stored: z.array(
    z.object({ table: z.enum(["cloudtrail", "access_logs"]), file: z.string(), rows: z.number(), bytes: z.number() }),
  ),
});

const unfound = z.array(z.object({ name: z.string(), reason: z.string() }));

const manifest = z.object({
  version: z.string(),
  sources: z.array(z.string()),
  batches: z.array(z.string()),
  /** How many copies of events the file of copies names, by table. */
  copies: z.object({ cloudtrail: z.number(), access_logs: z.number() }),
  unfound,
});

export type Manifest = z.infer<typeof manifest>;

/** One committed batch. */
export interface Batch extends BatchReport {
  /** The name of its folder. */
  readonly id: string;
}

const BATCH_FILE = "batch.json";
const MANIFEST_FILE = "cache.json";
const LATEST_FILE = "latest.json";

/**
 * What one list of sources became:
 *
 * `batches/<id>/` Parquet files and `batch.json`, moved here whole when they are complete; `copies.parquet` which rows are copies of
 * others; `cache.json`, written last, which batches are the whole answer. What it does not name is not used.
 */
export class CacheFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  get batches(): string {
    return join(this.path, "batches");
  }

  get work(): string {
    return join(this.path, "work");
  }

  get copies(): string {
    return join(this.path, "copies.parquet");
  }

  batch(id: string): string {
    return join(this.batches, id);
  }

  async readManifest(): Promise<Manifest | undefined> {
    return parsed(manifest, join(this.path, MANIFEST_FILE));
  }

  /** When it was complete, in milliseconds since the epoch. */
  async completedAt(): Promise<number> {
    return (await stat(join(this.path, MANIFEST_FILE))).mtimeMs;
  }

  async writeManifest(value: Manifest): Promise<void> {
    await writeWhole(join(this.path, MANIFEST_FILE), value);
  }

  async dropManifest(): Promise<void> {
    await rm(join(this.path, MANIFEST_FILE), { force: true });
  }

  async batchIds(): Promise<readonly string[]> {
    return (await readdir(this.batches).catch(() => [])).sort();
  }

  /** Every batch that is complete, with its Parquet files as long as they were when it was. */
  async readBatches(): Promise<readonly Batch[]> {
    const batches = await Promise.all((await this.batchIds()).map((id) => this.readBatch(id)));
    return batches.filter((batch) => batch !== undefined);
  }

  async readBatch(id: string): Promise<Batch | undefined> {
    const report = await parsed(batchFile, join(this.batch(id), BATCH_FILE));
    if (report?.version !== CACHE_VERSION) return undefined;
    const sizes = await Promise.all(report.stored.map(({ file }) => sizeOf(join(this.batch(id), file))));
    const { files, stored } = report;
    return stored.every(({ bytes }, index) => bytes === sizes[index]) ? { id, files, stored } : undefined;
  }

  /** Moves a finished folder into its place, from which moment on it counts. */
  async commit(folder: string, id: string, report: BatchReport): Promise<Batch> {
    await writeFile(join(folder, BATCH_FILE), JSON.stringify({ version: CACHE_VERSION, ...report }));
    await mkdir(this.batches, { recursive: true });
    await rename(folder, this.batch(id));
    return { id, ...report };
  }
}

/** Where a list of sources is cached: each has a place of its own, so that an answer is never about more than was asked for. */
export function cacheFolderOf(root: string, sources: readonly string[]): CacheFolder {
  const name = createHash("sha256").update(JSON.stringify(sources)).digest("hex").slice(0, 16);
  return new CacheFolder(join(root, name));
}

export async function writeLatest(root: string, folder: CacheFolder): Promise<void> {
  await writeWhole(join(root, LATEST_FILE), { folder: folder.path.slice(root.length + 1) });
}

/** The folder last built under a root; undefined where none was. */
export function readLatest(root: string): CacheFolder | undefined {
  try {
    const { folder } = z
      .object({ folder: z.string().regex(/^[0-9a-f]{16}$/) })
      .parse(JSON.parse(readFileSync(join(root, LATEST_FILE), "utf8")));
    return new CacheFolder(join(root, folder));
  } catch (error) {
    // One of another user is not one that is not there.
    if ((error as NodeJS.ErrnoException).code === "EACCES") {
      throw new UsageError(`no permission to read the cache in ${visibleText(root)}, fix: --cache FOLDER of your own`);
    }
    return undefined;
  }
}

async function parsed<T>(schema: z.ZodType<T>, file: string): Promise<T | undefined> {
  try {
    return schema.parse(JSON.parse(await readFile(file, "utf8")));
  } catch {
    return undefined;
  }
}

async function writeWhole(file: string, value: unknown): Promise<void> {
  const temporary = `${file}.${process.pid}`;
  await writeFile(temporary, JSON.stringify(value));
  await rename(temporary, file);
}

async function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => -1,
  );
}
