import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { isUnchanged, writeStamp } from "../functions/build/stamp.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** cdktf notes for every reference where in the code it was made, for its errors, which is a quarter of a synthesis. */
const withoutCreationStacks = {
  name: "without-creation-stacks",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]cdktf[\\/]lib[\\/]tokens[\\/]private[\\/]stack-trace\.js$/ }, () => ({
      contents: "exports.captureStackTrace = () => [];",
      loader: "js",
    }));
  },
};

/** For assets that are folders to be zipped, of which there are none: it would take a tenth of a second to load. */
const ARCHIVER = 'const archiver = require("archiver");';
const archiverWhenAskedFor = {
  name: "archiver-when-asked-for",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]cdktf[\\/]lib[\\/]private[\\/]fs\.js$/ }, ({ path }) => {
      const contents = readFileSync(path, "utf8");
      if (!contents.includes(ARCHIVER))
        throw new Error(`${path}: got no ${ARCHIVER}, expected one, fix: look where it went`);
      return { contents: contents.replace(ARCHIVER, 'const archiver = (...args) => require("archiver")(...args);') };
    });
  },
};

/**
 * Bundles a TypeScript entry of this project, packages included, to `.build/<its path>.cjs` and returns that path. One file of 2 MB loads
 * in half the time of the 400 that cdktf comes in. Does nothing while the sources and package-lock.json are as they were.
 */
export async function bundle(entry) {
  const outfile = join(root, ".build", `${entry.replace(/\.ts$/, "").replaceAll(/[\\/]/g, "-")}.cjs`);
  const stampFile = `${outfile}.json`;
  if (existsSync(outfile) && isUnchanged(stampFile, root)) return outfile;
  const since = Date.now();
  const { build } = await import("esbuild");
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    mainFields: ["module", "main"],
    // Less text to read and compile, which is most of what a short run does; names stay, for stack traces.
    minifyWhitespace: true,
    minifySyntax: true,
    plugins: [withoutCreationStacks, archiverWhenAskedFor],
    metafile: true,
    logLevel: "error",
  });
  const ours = Object.keys(metafile.inputs).filter((file) => !file.includes("node_modules/"));
  writeStamp(stampFile, { folder: root, inputs: [...ours, "package-lock.json", "scripts/bundle.mjs"], since });
  return outfile;
}
