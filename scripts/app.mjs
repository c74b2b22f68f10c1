// What cdktf runs to synthesize: prints nothing but errors.
import { createRequire } from "node:module";
import { buildFunctions } from "../functions/build.mjs";
import { bundle } from "./bundle.mjs";

await buildFunctions();
createRequire(import.meta.url)(await bundle("main.ts"));
