import module, { createRequire } from "node:module";
import { join } from "node:path";
import { BUILD_OUT, ROOT } from "./layout.mjs";

/** Runs a bundle. From Node 22 on, its compiled code is kept beside it, where this user may write; Node 20 compiles it anew each time. */
export function load(bundle) {
  module.enableCompileCache?.(join(ROOT, BUILD_OUT, "compiled"));
  createRequire(bundle)(bundle);
}
