#!/usr/bin/env node
import { buildOrExplain } from "../../tools/build/build.mjs";
import { load } from "../../tools/build/load.mjs";

// Until the command itself listens.
process.once("SIGINT", () => process.exit(130));

load((await buildOrExplain("cli")).main);
