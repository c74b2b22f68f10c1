import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isUnchanged, replaceFile, writeStamp } from "./build/stamp.mjs";

const root = dirname(fileURLToPath(import.meta.url));
const handlersDir = join(root, "src/handlers");
const distDir = join(root, "dist");
const stampFile = join(distDir, "inputs.json");

/** One handler a file. */
function handlerNames() {
  return readdirSync(handlersDir)
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => name.slice(0, -".ts".length))
    .sort();
}

function bundleFile(name) {
  return join(distDir, name, "index.js");
}

/** Which packages the bundles hold; the package by itself has none. */
const LOCK_FILE = ["../package-lock.json"].filter((file) => existsSync(join(root, file)));

/** Lambda puts credentials into the environment, where the SDK looks first; it imports these only if there are none. */
const OTHER_CREDENTIALS = [
  ...["http", "ini", "login", "process", "sso", "web-identity"].map((name) => `@aws-sdk/credential-provider-${name}`),
  "@smithy/credential-provider-imds",
];

/**
 * Writes `dist/<handler>/index.js`, and beside it what it reads, for every file in src/handlers and returns the bundles' paths by
 * handler. Does nothing when no input changed since the last time.
 */
export async function buildFunctions() {
  const names = handlerNames();
  const bundles = Object.fromEntries(names.map((name) => [name, bundleFile(name)]));
  if (Object.values(bundles).every((file) => existsSync(file)) && isUnchanged(stampFile, root)) return bundles;
  const since = Date.now();
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
  const { metafile, outputFiles } = await build({
    ...COMMON,
    absWorkingDir: root,
    entryPoints: names.map((name) => ({ in: join(handlersDir, `${name}.ts`), out: `${name}/index` })),
    outdir: distDir,
    metafile: true,
    write: false,
    external: OTHER_CREDENTIALS,
    plugins: [leanDetections, runbooksAsData, onlyVersions, shakeLateClients],
  });
  const runbooks = await runbooksText(join(root, "src/detections/runbooks.ts"));
  for (const name of names) mkdirSync(join(distDir, name), { recursive: true });
  for (const { path, contents } of outputFiles) replaceFile(path, contents);
  for (const [bundle, output] of Object.entries(metafile.outputs)) {
    if (readsRunbooks(output)) replaceFile(resolve(root, dirname(bundle), RUNBOOKS_FILE), runbooks);
  }
  const ours = Object.keys(metafile.inputs).filter((file) => !file.includes("node_modules/"));
  const recipe = ["build.mjs", ...readdirSync(join(root, "build")).map((name) => join("build", name)), ...LOCK_FILE];
  writeStamp(stampFile, { folder: root, inputs: [...ours, ...recipe], since });
  return bundles;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await buildFunctions();
