import { readFile } from "node:fs/promises";
import { build } from "esbuild";
import { COMMON } from "./common.mjs";

/** A client of the SDK itself, and not what clients share. */
const CLIENT = /^@aws-sdk[/]client-/;

/** Of a client's package.json only the version is asked for. */
export const onlyVersions = {
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

/**
 * esbuild shakes nothing off a module that is loaded by a dynamic import, and the SSM client's schemas alone are a third of a bundle. So
 * whatever holds a client that is loaded late is bundled and shaken by itself first; what clients share stays an import.
 */
export const shakeLateClients = {
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
