import { existsSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../../usage-error";
import { type Batch, CACHE_VERSION, CacheFolder, type Manifest, readLatest } from "./cache-folder";

export interface CompleteCache {
  readonly folder: CacheFolder;
  readonly manifest: Manifest;
  readonly batches: readonly Batch[];
}

const REBUILD = "fix: name the logs again, and it is built";

/** What was built last under a folder, or one cache by its own folder. Throws a UsageError where none is complete and of this version. */
export async function completeCache(path: string): Promise<CompleteCache> {
  const folder = existsSync(join(path, "batches")) ? new CacheFolder(path) : readLatest(path);
  if (!folder) throw new UsageError(`no cache in ${path}, fix: name files, folders or s3://bucket/prefix with logs`);
  const manifest = await folder.readManifest();
  if (!manifest) throw new UsageError(`the cache in ${folder.path} is not complete, ${REBUILD}`);
  if (manifest.version !== CACHE_VERSION) {
    throw new UsageError(`the cache in ${folder.path} is of another version, ${REBUILD}`);
  }
  const batches = await Promise.all(manifest.batches.map((id) => folder.readBatch(id)));
  const whole = batches.filter((batch) => batch !== undefined);
  if (whole.length < batches.length) throw new UsageError(`the cache in ${folder.path} is damaged, ${REBUILD}`);
  return { folder, manifest, batches: whole };
}
