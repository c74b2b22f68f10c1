import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = dirname(fileURLToPath(import.meta.url));
const handlersDir = join(root, "src/handlers");
const distDir = join(root, "dist");
const stampFile = join(distDir, "inputs.sha256");

function sources(dir) {
  return readdirSync(dir, { recursive: true })
    .filter((name) => /\.(?:ts|mjs)$/.test(name) && !name.endsWith(".test.ts"))
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
  const ours = [...sources(join(root, "src")), ...sources(join(root, "build")), fileURLToPath(import.meta.url)];
  const inputs = existsSync(lock) ? [...ours, lock] : ours;
  for (const file of inputs) hash.update(relative(root, file)).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

function bundleFile(name) {
  return join(distDir, name, "index.js");
}

/** Lambda puts credentials into the environment, where the SDK looks first; it imports these only if there are none. */
const OTHER_CREDENTIALS = [
  ...["http", "ini", "login", "process", "sso", "web-identity"].map((name) => `@aws-sdk/credential-provider-${name}`),
  "@smithy/credential-provider-imds",
];

/**
 * Writes `dist/<handler>/index.js`, and beside it what it reads, for every file in src/handlers and returns the bundles' paths by handler. Does nothing when no
 * input changed since the last time.
 */
export async function buildFunctions() {
  const names = handlerNames();
  const bundles = Object.fromEntries(names.map((name) => [name, bundleFile(name)]));
  const stamp = hashInputs();
  const isFresh = existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp;
  if (isFresh && Object.values(bundles).every((file) => existsSync(file))) return bundles;
  // Only where something has changed: loading them takes longer than seeing that nothing has.
  const [
    { build },
    { COMMON },
    { onlyVersions, shakeLateClients },
    { leanDetections },
    { readsRunbooks, RUNBOOKS_FILE, runbooksAsData, runbooksText },
  ] = await Promise.all([
    import("esbuild"),
    import("./build/common.mjs"),
    import("./build/late-clients.mjs"),
    import("./build/lean-detections.mjs"),
    import("./build/runbooks-as-data.mjs"),
  ]);
  const { metafile } = await build({
    ...COMMON,
    entryPoints: names.map((name) => ({ in: join(handlersDir, `${name}.ts`), out: `${name}/index` })),
    outdir: distDir,
    metafile: true,
    external: OTHER_CREDENTIALS,
    plugins: [leanDetections, runbooksAsData, onlyVersions, shakeLateClients],
  });
  const runbooks = await runbooksText(join(root, "src/detections/runbooks.ts"));
  for (const [bundle, output] of Object.entries(metafile.outputs)) {
    if (readsRunbooks(output)) writeFileSync(join(dirname(resolve(bundle)), RUNBOOKS_FILE), runbooks);
  }
  writeFileSync(stampFile, stamp);
  return bundles;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await buildFunctions();
