import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { UsageError } from "../../usage-error";

/** Keeps a second run out of a cache while the first one builds it; one that died does not count. Resolves to what unlocks it. */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const file = join(folder, "lock");
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      await writeFile(file, String(process.pid), { flag: "wx" });
      return () => rm(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      const pid = Number(await readFile(file, "utf8").catch(() => ""));
      if (isAlive(pid)) {
        throw new UsageError(
          `the cache is being built by process ${pid}, fix: wait for it, or give another --cache DIR`,
        );
      }
      await rm(file, { force: true });
    }
  }
  throw new UsageError(`cannot lock ${folder}, fix: delete ${file}`);
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
