import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
export const scratch = join(root, ".build/bench");
mkdirSync(scratch, { recursive: true });

/** Bundles TypeScript text, as if it stood in functions/, into one CommonJS file, with the options of the deployed functions unless told otherwise. */
export async function bundle(name, contents, options = {}) {
  const outfile = join(scratch, `${name}.cjs`);
  await build({
    stdin: { contents, resolveDir: root, loader: "ts" },
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    mainFields: ["module", "main"],
    outfile,
    logLevel: "error",
    ...options,
  });
  return outfile;
}
