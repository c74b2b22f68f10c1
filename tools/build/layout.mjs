import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder. Every other path here is relative to it. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** Holds one handler a file, and their tests. */
export const HANDLERS = "functions/handlers";

/** Gets a folder a handler: what is deployed. */
export const FUNCTIONS_OUT = "functions/dist";

/** The command, the program behind `npm start`, and the thread that reads logs, by the names of their bundles. */
export const CLI_ENTRIES = {
  main: "cli/main.ts",
  start: "cli/start.ts",
  "replay-worker": "cli/replay/replay-worker.ts",
};

/** The bundles of the npm package, and what goes with them. */
export const PACKAGE_OUT = "cli/dist";

/** Files of the project that the npm package brings as they are. */
export const PACKAGE_FILES = ["LICENSE", "palisade.schema.json"];

export const APP_ENTRY = "main.ts";

/** Everything that a build writes and no one deploys. */
export const BUILD_OUT = ".build";
