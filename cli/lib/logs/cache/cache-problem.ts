import { UsageError } from "../../usage-error";
import { visibleText } from "../../visible-text";
import { writeProblem } from "../../write-problem";

/** A file of the cache cannot be written, which is no fault of the log that was being read. */
export class CacheWriteError extends Error {
  override readonly name = "CacheWriteError";
}

/** Writes a part of the cache; what fails in it is a CacheWriteError. */
export function writing<T>(write: () => T): T {
  try {
    return write();
  } catch (error) {
    throw new CacheWriteError((error as Error).message, { cause: error });
  }
}

/** An error of building a cache as a sentence where it is about writing it. */
export function cacheProblem(folder: string, error: unknown): unknown {
  if (error instanceof UsageError) return error;
  const why = writeProblem(error instanceof CacheWriteError ? error.cause : error);
  if (why === undefined) return error;
  return new UsageError(
    `--cache: cannot write the cache in ${visibleText(folder)}: ${why}, fix: --cache FOLDER where there is room and permission`,
    { cause: error },
  );
}
