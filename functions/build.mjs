import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = dirname(fileURLToPath(import.meta.url));
const handlersDir = join(root, "src/handlers");
const distDir = join(root, "dist");
const stampFile = join(distDir, "inputs.sha256");

function sources(dir) {
  return readdirSync(dir, { recursive: true })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => join(dir, name))
    .sort();
}

/** One handler a file. */
function handlerNames() {
  return readdirSync(handlersDir)
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => name.slice(0, -".ts".length))
    .sort();
}

function hashInputs() {
  const hash = createHash("sha256");
  const lock = join(root, "../package-lock.json");
  const inputs = [...sources(join(root, "src")), fileURLToPath(import.meta.url), ...(existsSync(lock) ? [lock] : [])];
  for (const file of inputs) hash.update(relative(root, file)).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

function bundleFile(name) {
  return join(distDir, name, "index.js");
}

/**
 * Writes `dist/<handler>/index.js` for every file in src/handlers and returns the bundles' paths by handler. Does nothing when no
 * input changed since the last time.
 */
export async function buildFunctions() {
  const names = handlerNames();
  const bundles = Object.fromEntries(names.map((name) => [name, bundleFile(name)]));
  const stamp = hashInputs();
  const isFresh = existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp;
  if (isFresh && Object.values(bundles).every((file) => existsSync(file))) return bundles;
  await build({
    entryPoints: names.map((name) => ({ in: join(handlersDir, `${name}.ts`), out: `${name}/index` })),
    outdir: distDir,
    bundle: true,
    platform: "node",
    target: "node22",
    format: "cjs",
    minify: true,
    // The SDK's ES modules shake down to two thirds of its CommonJS, and load faster.
    mainFields: ["module", "main"],
    legalComments: "none",
    logLevel: "error",
  });
  writeFileSync(stampFile, stamp);
  return bundles;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await buildFunctions();
