#!/usr/bin/env node
import { builtOrExplained } from "../../scripts/built-or-explained.mjs";
import { loadBundle } from "../../scripts/load-bundle.mjs";
import { buildCli } from "../build.mjs";

// Until the command itself listens.
process.once("SIGINT", () => process.exit(130));

loadBundle(await builtOrExplained(buildCli(), "the command"));
