// npm start: no AWS account, Terraform or network. Builds, synthesizes, and shows what an administrator would receive.
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildOrExplain } from "../tools/build/build.mjs";
import { load } from "../tools/build/load.mjs";

process.chdir(join(dirname(fileURLToPath(import.meta.url)), ".."));

console.log(`Building the functions and synthesizing ${process.env.PALISADE_CONFIG || "palisade.yaml"} …`);
const synth = spawnSync(process.execPath, ["tools/build/app.mjs"], { stdio: "inherit" });
if (synth.status !== 0) process.exit(synth.status ?? 1);

load((await buildOrExplain("cli")).start);
