#!/usr/bin/env node
import { builtOrExplained } from "../../scripts/built-or-explained.mjs";
import { loadBundle } from "../../scripts/load-bundle.mjs";
import { buildCli } from "../build.mjs";

// Until the command itself listens.
process.once("SIGINT", () => process.exit(130));

// Of what a later SDK will need, which is not the one that comes with this; a reader of nine lines may overlook the answer.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

loadBundle(await builtOrExplained(buildCli(), "the command"));
