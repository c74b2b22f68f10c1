import { createRequire } from "node:module";
import { build } from "esbuild";
import { COMMON } from "./common.mjs";

const require = createRequire(import.meta.url);

/** A handler that tells of incidents needs the detections' runbooks and none of their code. */
export const runbooksAsData = {
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
