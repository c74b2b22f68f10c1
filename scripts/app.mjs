// What cdktf runs to synthesize: prints nothing but errors.
import { buildFunctions } from "../functions/build.mjs";
import { bundle } from "./bundle.mjs";
import { loadBundle } from "./load-bundle.mjs";

await buildFunctions();
loadBundle(await bundle("main.ts"));
