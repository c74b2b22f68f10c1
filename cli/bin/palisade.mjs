#!/usr/bin/env node
import { existsSync } from "node:fs";
import { createRequire } from "node:module";

// Until the command itself listens.
process.once("SIGINT", () => process.exit(130));

// A clone has the sources, which are built where they changed. The npm package brings the bundle alone.
if (existsSync(new URL("../main.ts", import.meta.url))) {
  const { buildOrExplain } = await import("../../tools/build/build.mjs");
  const { load } = await import("../../tools/build/load.mjs");
  load((await buildOrExplain("cli")).main);
} else {
  createRequire(import.meta.url)("../dist/main.js");
}
