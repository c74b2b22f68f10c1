// What cdktf runs to synthesize: prints nothing but errors.
import { pathToFileURL } from "node:url";
import { buildFunctions } from "../functions/build.mjs";
import { bundle } from "./bundle.mjs";

await buildFunctions();
await import(pathToFileURL(await bundle("main.ts")).href);
