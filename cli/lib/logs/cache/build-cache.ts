import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { interruptible } from "../../../hunt/interruptible";
import { UsageError } from "../../usage-error";
import { nothingToRead } from "../nothing-to-read";
import { type Batch, CACHE_VERSION, type CacheFolder, cacheFolderOf, writeLatest } from "./cache-folder";
import { cacheProblem } from "./cache-problem";
import { type CacheProblem, type CacheState, cacheState } from "./cache-state";
import { convertBatch, type FileReport } from "./convert-batch";
import { Copier } from "./copier";
import { findCopies } from "./copies";
import { type Database, openDatabase, THREADS } from "./duckdb";
import { findLogs, type LogFile, type Unfound } from "./find-logs";
import { lockFolder } from "./lock-folder";
import { makeFolder } from "./make-folder";
import { fetchLogs, isS3, type S3Reader } from "./s3-source";

export interface BuildOptions {
  /** Files, folders and S3 prefixes. */
  readonly sources: readonly string[];
  /** The folder of all caches; each list of sources has a place of its own below it. */
  readonly folder: string;
  readonly onProgress?: ((progress: BuildProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Instead of a client with the credentials of the environment. */
  readonly s3?: S3Reader | undefined;
  /** About how much text makes one batch. */
  readonly batchBytes?: number | undefined;
}

export interface BuildProgress {
  readonly step: "downloading" | "converting";
  /** Bytes as stored. */
  readonly done: number;
  readonly total: number;
}

export interface BuiltCache extends CacheState {
  /** What `openCache` takes. */
  readonly folder: string;
  /** How many files were converted now, and how many were before. */
  readonly converted: number;
  readonly reused: number;
  /** Paths that were named and are not there: the cache is one without them, and only this run knows. */
  readonly missing: readonly CacheProblem[];
  /** What a person should know, a sentence each: a cache thrown away, a run resumed. */
  readonly notes: readonly string[];
}

const MEMORY = "400MB";
/** Each holds about 100 MB while it writes. */
const MOST_LANES = 2;

/**
 * Converts logs to a cache of Parquet files, once: what was converted before and has not changed since stays as it is. Files are
 * converted in batches, each of which counts when it is complete, so that a run that is stopped goes on where it was.
 *
 * What cannot be read is counted by file and reason, and everything else is converted. Throws a UsageError when another run is at work
 * on the same sources, and the signal's reason when that aborts.
 */
export async function buildCache(options: BuildOptions): Promise<BuiltCache> {
  try {
    return await lockAndBuild(options);
  } catch (error) {
    options.signal?.throwIfAborted();
    throw cacheProblem(options.folder, error);
  }
}

async function lockAndBuild(options: BuildOptions): Promise<BuiltCache> {
  const root = resolve(options.folder);
  const named = [...new Set(options.sources.map((source) => (isS3(source) ? source : resolve(source))))].sort();
  if (named.length === 0) throw new UsageError("no logs, expected files, folders or s3://bucket/prefix");
  const local = await findLogs(named.filter((source) => !isS3(source)));
  const { missing } = local;
  const sources = named.filter((source) => missing.every(({ name }) => name !== source));
  if (sources.length === 0) throw nothingFound(missing);
  const folder = cacheFolderOf(root, sources);
  // A user who may not read the logs should not read what was made of them.
  await makeFolder(folder.path, 0o700);
  const unlock = await lockFolder(folder.path);
  try {
    const { onProgress, signal, s3 } = options;
    const fetched = await fetchLogs(sources.filter(isS3), {
      folder: join(root, "downloads"),
      onProgress: (done, total) => onProgress?.({ step: "downloading", done, total }),
      signal,
      client: s3,
    });
    const files = new Map([...local.files, ...fetched.files].map((file) => [file.name, file]));
    const unfound = [...local.unfound, ...fetched.unfound];
    if (files.size === 0) throw nothingFound([...missing, ...unfound]);
    const built = await build([...files.values()], unfound, sources, folder, options);
    await writeLatest(root, folder);
    return { ...built, missing: missing.map((one) => ({ ...one, count: 1 })) };
  } finally {
    await unlock();
  }
}

function nothingFound(unfound: readonly Unfound[]): UsageError {
  const reasons = unfound.map(({ name, reason }) => `${name}: ${reason}`);
  return nothingToRead(reasons, "files, folders or s3://bucket/prefix with logs");
}

async function build(
  files: readonly LogFile[],
  unfound: readonly Unfound[],
  sources: readonly string[],
  folder: CacheFolder,
  options: BuildOptions,
): Promise<Omit<BuiltCache, "missing">> {
  const notes: string[] = [];
  const manifest = await folder.readManifest();
  if (manifest !== undefined && manifest.version !== CACHE_VERSION) {
    await folder.dropManifest();
    await rm(folder.batches, { recursive: true, force: true });
    notes.push("the cache is of another version and is built anew");
  }
  await rm(folder.work, { recursive: true, force: true });
  const kept = await keepBatches(files, folder);
  const reused = new Set(kept.flatMap((batch) => batch.files.map(({ name }) => name)));
  const missing = files.filter(({ name }) => !reused.has(name));
  const isSame =
    missing.length === 0 &&
    manifest?.version === CACHE_VERSION &&
    JSON.stringify([manifest.batches, manifest.unfound]) === JSON.stringify([kept.map(({ id }) => id), unfound]);
  if (isSame) {
    return { ...cacheState(manifest, kept), folder: folder.path, converted: 0, reused: reused.size, notes };
  }
  await folder.dropManifest();
  if (manifest === undefined && kept.length > 0)
    notes.push(`an earlier run had converted ${reused.size} of ${files.length} files`);
  const database = await openDatabase(MEMORY, { temp_directory: join(folder.work, "spill"), threads: "1" });
  try {
    const added = await convert(missing, kept, folder, database, options);
    const batches = [...kept, ...added].toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const copies = await interruptible(database.connection, options.signal, () =>
      findCopies(database, batches, folder),
    );
    const complete = {
      version: CACHE_VERSION,
      sources: [...sources],
      batches: batches.map(({ id }) => id),
      copies,
      unfound: [...unfound],
    };
    await folder.writeManifest(complete);
    return {
      ...cacheState(complete, batches),
      folder: folder.path,
      converted: missing.length,
      reused: reused.size,
      notes,
    };
  } finally {
    database.close();
    await rm(folder.work, { recursive: true, force: true });
  }
}

/** The batches whose files all are as they were. The others are deleted: what a file held before it changed must not count beside it. */
async function keepBatches(files: readonly LogFile[], folder: CacheFolder): Promise<readonly Batch[]> {
  const now = new Map(files.map((file) => [file.name, file]));
  const isFresh = ({ name, bytes, modified }: FileReport) => {
    const file = now.get(name);
    return file?.bytes === bytes && file.modified === modified;
  };
  const kept = (await folder.readBatches()).filter((batch) => batch.files.every(isFresh));
  const ids = new Set(kept.map(({ id }) => id));
  const stale = (await folder.batchIds()).filter((id) => !ids.has(id));
  if (stale.length > 0) await folder.dropManifest();
  for (const id of stale) await rm(folder.batch(id), { recursive: true, force: true });
  return kept;
}

/** About as many bytes of text, of which gzip makes a tenth, as one Parquet file is made of. */
const BATCH_BYTES = 96 * 1024 * 1024;
const GZIP_RATIO = 10;
const MOST_FILES = 2_000;

function inBatches(files: readonly LogFile[], most: number): readonly (readonly LogFile[])[] {
  const batches: LogFile[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const file of files) {
    const last = batches.at(-1);
    if (last === undefined || bytes >= most || last.length >= MOST_FILES) {
      batches.push([file]);
      bytes = 0;
    } else last.push(file);
    bytes += file.bytes * (file.path.endsWith(".gz") ? GZIP_RATIO : 1);
  }
  return batches;
}

async function convert(
  files: readonly LogFile[],
  kept: readonly Batch[],
  folder: CacheFolder,
  { instance, connection }: Database,
  { onProgress, signal, batchBytes = BATCH_BYTES }: BuildOptions,
): Promise<readonly Batch[]> {
  const copier = await Copier.on(instance, Math.min(THREADS, MOST_LANES));
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  const onStored = (bytes: number) => {
    done += bytes;
    onProgress?.({ step: "converting", done, total });
  };
  const interrupt = () => copier.interrupt();
  signal?.addEventListener("abort", interrupt);
  let next = 1 + Math.max(0, ...kept.map(({ id }) => Number(id)));
  const batches: Batch[] = [];
  let committing: Promise<unknown> = Promise.resolve();
  try {
    for (const some of inBatches(files, batchBytes)) {
      signal?.throwIfAborted();
      const id = String(next++).padStart(6, "0");
      const work = join(folder.work, id);
      const finish = await convertBatch(some, work, { copier, connection, onStored, signal });
      await committing;
      committing = finish().then(async (report) => {
        await rm(folder.batch(id), { recursive: true, force: true });
        batches.push(await folder.commit(work, id, report));
      });
      // The caller that waits for it gets the error.
      committing.catch(() => {});
    }
    await committing;
    return batches;
  } catch (error) {
    await committing.catch(() => {});
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener("abort", interrupt);
    await copier.close();
  }
}
