// What cdktf runs to synthesize: prints nothing but errors.
import { buildFunctions } from "../functions/build.mjs";
import { builtOrExplained } from "./built-or-explained.mjs";
import { bundle } from "./bundle.mjs";
import { loadBundle } from "./load-bundle.mjs";

await builtOrExplained(buildFunctions(), "the functions");
loadBundle(await builtOrExplained(bundle("main.ts"), "the stacks"));
