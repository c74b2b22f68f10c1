#!/usr/bin/env node
import { buildOrExplain } from "../../tools/build/build.mjs";
import { load } from "../../tools/build/load.mjs";

// Until the command itself listens.
process.once("SIGINT", () => process.exit(130));

// Of what a later SDK will need, which is not the one that comes with this; a reader of nine lines may overlook the answer.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

load((await buildOrExplain("cli")).main);
