// Bundles TypeScript with esbuild: node tools/build/build.mjs functions|cli|app|package …
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  APP_ENTRY,
  BUILD_OUT,
  CLI_ENTRIES,
  FUNCTIONS_OUT,
  HANDLERS,
  PACKAGE_FILES,
  PACKAGE_OUT,
  ROOT,
} from "./layout.mjs";
import { isUnchanged, replaceFile, writeStamp } from "./stamp.mjs";

/** The Node of the Lambda functions. */
const LAMBDA_NODE = "node22";

/** The oldest Node that may run the command: what package.json asks for. */
function oldestNode() {
  const { engines } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  return engines.node.replace(/^>=([\d.]+).*$/, "node$1");
}

const onThisMachine = () => ({
  target: oldestNode(),
  // Less text to read and compile. Names stay, for stack traces.
  minifyWhitespace: true,
  minifySyntax: true,
});

const commandOptions = () => ({
  ...onThisMachine(),
  // Loads a library for the machine it runs on, which no bundle can hold.
  external: ["@duckdb/node-api"],
  // An import in a script that is not a module comes with a warning. `require` loads the library without one.
  supported: { "dynamic-import": false },
});

/** Lambda puts credentials into the environment, where the SDK looks first. It imports these only if there are none. */
const OTHER_CREDENTIALS = [
  ...["http", "ini", "login", "process", "sso", "web-identity"].map((name) => `@aws-sdk/credential-provider-${name}`),
  "@smithy/credential-provider-imds",
];

function handlerEntries() {
  const names = readdirSync(join(ROOT, HANDLERS))
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => basename(name, ".ts"))
    .sort();
  return Object.fromEntries(names.map((name) => [`${name}/index`, join(HANDLERS, `${name}.ts`)]));
}

const TARGETS = {
  functions: () => ({
    what: "the functions",
    entries: handlerEntries(),
    outdir: FUNCTIONS_OUT,
    options: () => ({ target: LAMBDA_NODE, minify: true, legalComments: "none", external: OTHER_CREDENTIALS }),
  }),
  cli: () => ({
    what: "the command",
    entries: CLI_ENTRIES,
    outdir: join(BUILD_OUT, "cli"),
    options: commandOptions,
  }),
  package: () => ({
    what: "the npm package",
    entries: { main: CLI_ENTRIES.main, "replay-worker": CLI_ENTRIES["replay-worker"] },
    outdir: PACKAGE_OUT,
    options: commandOptions,
    files: packageFiles,
  }),
  app: () => ({
    what: "the stacks",
    entries: { main: APP_ENTRY },
    outdir: join(BUILD_OUT, "app"),
    options: () => ({ ...onThisMachine(), alias: { archiver: "./tools/build/no-archiver.cjs" } }),
  }),
};

/** Bundles a target, unless it is there and no input changed since. Returns the paths of its bundles, by entry. */
export async function build(target) {
  return await bundle(TARGETS[target]());
}

/** Bundles a TypeScript file of this project that can be run by itself, and returns the path of its bundle. */
export async function buildTool(file) {
  const name = file.slice(0, -extname(file).length).replaceAll(/[\\/]/g, "-");
  const { tool } = await bundle({
    entries: { tool: file },
    outdir: join(BUILD_OUT, "tools", name),
    options: onThisMachine,
  });
  return tool;
}

/** What the npm package brings beside its bundles. */
async function packageFiles(metafile) {
  const { thirdPartyNotices } = await import("./third-party-notices.mjs");
  const copies = PACKAGE_FILES.map((file) => [file, readFileSync(join(ROOT, file))]);
  return Object.fromEntries([...copies, ["THIRD-PARTY-NOTICES.txt", thirdPartyNotices(metafile)]]);
}

async function bundle({ entries, outdir, options, files }) {
  const folder = join(ROOT, outdir);
  const stampFile = join(folder, "inputs.json");
  const bundles = Object.fromEntries(Object.keys(entries).map((name) => [name, join(folder, `${name}.js`)]));
  if (Object.values(bundles).every((file) => existsSync(file)) && isUnchanged(stampFile, ROOT)) return bundles;
  const since = Date.now();
  // Only where something has changed: loading esbuild takes longer than seeing that nothing has.
  const esbuild = await import("esbuild");
  const { metafile, outputFiles } = await esbuild.build({
    absWorkingDir: ROOT,
    entryPoints: entries,
    outdir,
    bundle: true,
    platform: "node",
    format: "cjs",
    // The SDK's ES modules shake down to two thirds of its CommonJS, and load faster.
    mainFields: ["module", "main"],
    metafile: true,
    write: false,
    logLevel: "error",
    ...options(),
  });
  for (const { path, contents } of outputFiles) {
    mkdirSync(dirname(path), { recursive: true });
    replaceFile(path, contents);
  }
  for (const [name, contents] of Object.entries((await files?.(metafile)) ?? {}))
    replaceFile(join(folder, name), contents);
  const ours = Object.keys(metafile.inputs).filter((file) => !file.includes("node_modules/"));
  const recipe = readdirSync(join(ROOT, "tools/build")).map((name) => join("tools/build", name));
  writeStamp(stampFile, {
    folder: ROOT,
    inputs: [...ours, ...recipe, ...PACKAGE_FILES, "package.json", "package-lock.json"],
    since,
  });
  return bundles;
}

/**
 * As `build`. Where its output cannot be written, prints one sentence and ends with status 2. Anything else is a fault of the sources, which
 * a stack trace shows best.
 */
export async function buildOrExplain(target) {
  try {
    return await build(target);
  } catch (error) {
    if (error.syscall === undefined) throw error;
    const { what } = TARGETS[target]();
    console.error(`palisade: cannot build ${what} (${error.message}), fix: run it once as a user who may write there`);
    process.exit(2);
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const names = process.argv.slice(2);
  const unknown = names.filter((name) => !Object.hasOwn(TARGETS, name));
  if (unknown.length > 0) {
    console.error(`no such target: ${unknown.join(", ")}, expected any of ${Object.keys(TARGETS).join(", ")}`);
    process.exit(2);
  }
  for (const name of names) await build(name);
}
