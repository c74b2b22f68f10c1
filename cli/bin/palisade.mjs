#!/usr/bin/env node
import { loadBundle } from "../../scripts/load-bundle.mjs";
import { buildCli } from "../build.mjs";

// Until the command itself listens.
process.once("SIGINT", () => process.exit(130));

loadBundle(
  await buildCli().catch((error) => {
    // Anything else is a fault of the sources, which a stack tells best.
    if (error.syscall === undefined) throw error;
    console.error(
      `palisade: cannot build the command (${error.message}), fix: run it once as a user who may write there`,
    );
    process.exit(2);
  }),
);
