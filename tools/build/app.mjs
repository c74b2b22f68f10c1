// What cdktf runs to synthesize: prints nothing but errors.
import { buildOrExplain } from "./build.mjs";
import { load } from "./load.mjs";

await buildOrExplain("functions");
load((await buildOrExplain("app")).main);
