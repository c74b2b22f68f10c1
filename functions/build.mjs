import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const require = createRequire(import.meta.url);
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

/** Lambda puts credentials into the environment, where the SDK looks first; it imports these only if there are none. */
const OTHER_CREDENTIALS = [
  ...["http", "ini", "login", "process", "sso", "web-identity"].map((name) => `@aws-sdk/credential-provider-${name}`),
  "@smithy/credential-provider-imds",
];

/** Texts that docs/ shows and no handler does, a quarter of the bundle otherwise; and the runbooks, which come as data. */
const ONLY_FOR_DOCS = /^ {2}(status|attack|description|misses|falsePositives|runbook|log): /;

/** Whether a line of a printed object literal goes on with the property above it. */
const GOES_ON = /^ {3,}|^ {2}[\])}`]/;

/**
 * Leaves out of the detections what only the docs need. esbuild prints every property of an object literal on lines of its own,
 * indented by two, so that whole properties can go line by line; what it prints otherwise stays, and is only longer.
 */
function withoutDocs(printed) {
  let inDetection = false;
  let isLeftOut = false;
  return printed
    .split("\n")
    .filter((line, index, lines) => {
      if (!line.startsWith(" ")) inDetection = line.endsWith("({") && /^ {2}id: "/.test(lines[index + 1] ?? "");
      isLeftOut = inDetection && (ONLY_FOR_DOCS.test(line) || (isLeftOut && GOES_ON.test(line)));
      return !isLeftOut;
    })
    .join("\n");
}

const leanDetections = {
  name: "lean-detections",
  setup({ onLoad, esbuild }) {
    onLoad({ filter: /[\\/]src[\\/]detections[\\/][\w-]+[\\/][\w-]+\.ts$/ }, async ({ path }) => {
      const { code } = await esbuild.transform(await readFile(path, "utf8"), { loader: "ts", target: "node22" });
      return { contents: withoutDocs(code), loader: "js" };
    });
  },
};

/** A handler that tells of incidents needs the detections' runbooks and none of their code. */
const runbooksAsData = {
  name: "runbooks-as-data",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/]detections[\\/]runbooks\.ts$/ }, async ({ path }) => {
      const { outputFiles } = await build({ ...COMMON, entryPoints: [path], write: false });
      const evaluated = { exports: {} };
      new Function("module", "exports", "require", outputFiles[0].text)(evaluated, evaluated.exports, require);
      return { contents: `export const RUNBOOKS = ${JSON.stringify(evaluated.exports.RUNBOOKS)};`, loader: "js" };
    });
  },
};

/** A client of the SDK itself, and not what clients share. */
const CLIENT = /^@aws-sdk[/]client-/;

/**
 * esbuild shakes nothing off a module that is loaded by a dynamic import, and the SSM client's schemas alone are a third of a bundle. So
 * whatever holds a client that is loaded late is bundled and shaken by itself first; what clients share stays an import.
 */
const shakeLateClients = {
  name: "shake-late-clients",
  setup({ onLoad }) {
    onLoad(
      { filter: /[\\/]src[\\/]delivery[\\/](read-parameter|read-secret|sqs-channel-queue)\.ts$/ },
      async ({ path }) => {
        const options = {
          ...COMMON,
          format: "esm",
          minify: false,
          write: false,
          plugins: [onlyVersions, fewerErrors, onlyClients],
        };
        const { outputFiles } = await build({ ...options, entryPoints: [path] });
        return { contents: outputFiles[0].text, loader: "js" };
      },
    );
  },
};

/** Of a client's package.json only the version is asked for. */
const onlyVersions = {
  name: "only-versions",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]client-[\w-]+[\\/]package\.json$/ }, async ({ path }) => {
      const { version } = JSON.parse(await readFile(path, "utf8"));
      return { contents: JSON.stringify({ version }), loader: "json" };
    });
  },
};

/**
 * SSM has a class for each of its 140 errors, and a registry that keeps them all in the bundle. An error without one is thrown as the
 * service's own, under its name, which is all that is ever looked at.
 */
const fewerErrors = {
  name: "fewer-errors",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]client-ssm[\\/]dist-es[\\/]schemas[\\/]schemas_0\.js$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      return { contents: text.replaceAll(/^n0_registry\.registerError\(.*\);$/gm, ""), loader: "js" };
    });
  },
};

const onlyClients = {
  name: "only-clients",
  setup({ onResolve, resolve }) {
    onResolve({ filter: /./ }, async ({ path, kind, importer, pluginData, ...args }) => {
      if (pluginData === "resolved" || kind === "entry-point") return undefined;
      const found = await resolve(path, { ...args, kind, importer, pluginData: "resolved" });
      const isInside = CLIENT.test(path) || (path.startsWith(".") && importer.includes("@aws-sdk/client-"));
      return isInside ? found : { path: found.path, external: true };
    });
  },
};

const COMMON = {
  bundle: true,
  platform: "node",
  target: "node22",
  format: "cjs",
  minify: true,
  // The SDK's ES modules shake down to two thirds of its CommonJS, and load faster.
  mainFields: ["module", "main"],
  legalComments: "none",
  logLevel: "error",
};

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
    ...COMMON,
    entryPoints: names.map((name) => ({ in: join(handlersDir, `${name}.ts`), out: `${name}/index` })),
    outdir: distDir,
    external: OTHER_CREDENTIALS,
    plugins: [leanDetections, runbooksAsData, onlyVersions, shakeLateClients],
  });
  writeFileSync(stampFile, stamp);
  return bundles;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await buildFunctions();
