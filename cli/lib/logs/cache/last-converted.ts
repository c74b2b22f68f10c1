import { resolve } from "node:path";
import { counted } from "../../counted";
import type { CacheProblem } from "./cache-state";
import { completeCache } from "./complete-cache";
import { findLogs } from "./find-logs";
import { isS3 } from "./s3-source";

/** What an earlier run converted, for a command that names no logs. */
export interface LastConverted {
  readonly folder: string;
  readonly sources: readonly string[];
  /** When it was complete, in milliseconds since the epoch. */
  readonly at: number;
  /** Sources that hold more by now than the cache does. What is gone from them was read while it was there. */
  readonly outdated: readonly CacheProblem[];
}

/** Throws a UsageError where there is no complete cache. */
export async function lastConverted(path: string): Promise<LastConverted> {
  const { folder, manifest, batches } = await completeCache(resolve(path));
  const { sources } = manifest;
  const before = new Map(batches.flatMap((batch) => batch.files).map((file) => [file.name, file]));
  const outdated: CacheProblem[] = [];
  for (const source of sources.filter((one) => !isS3(one))) {
    const { files } = await findLogs([source]);
    const changed = files.filter(({ name, bytes, modified }) => {
      const known = before.get(name);
      return known?.bytes !== bytes || known.modified !== modified;
    });
    if (changed.length === 0) continue;
    const what = `${counted(changed.length, "file")} of it came or changed after it was converted`;
    outdated.push({ name: source, reason: `${what}, fix: name it again`, count: 1 });
  }
  return { folder: folder.path, sources, at: await folder.completedAt(), outdated };
}
