import { mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";

/** A folder, with those above it. Node's own `recursive` goes on forever where the system makes none and says ENOENT, as below /proc. */
export async function makeFolder(path: string, mode: number): Promise<void> {
  try {
    await mkdir(path, { mode });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST" && (await stat(path)).isDirectory()) return;
    if (code !== "ENOENT" || dirname(path) === path) throw error;
    await makeFolder(dirname(path), mode);
    await mkdir(path, { mode }).catch((cause: NodeJS.ErrnoException) => {
      // Its folder is there by now.
      throw cause.code === "ENOENT" ? Object.assign(new Error(cause.message, { cause }), { code: "ENOTSUP" }) : cause;
    });
  }
}
