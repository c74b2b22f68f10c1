import { readFile } from "node:fs/promises";

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

export const leanDetections = {
  name: "lean-detections",
  setup({ onLoad, esbuild }) {
    onLoad({ filter: /[\\/]src[\\/]detections[\\/][\w-]+[\\/][\w-]+\.ts$/ }, async ({ path }) => {
      const { code } = await esbuild.transform(await readFile(path, "utf8"), { loader: "ts", target: "node22" });
      return { contents: withoutDocs(code), loader: "js" };
    });
  },
};
