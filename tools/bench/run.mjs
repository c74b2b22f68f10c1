import { benchAccessLog } from "./access-log.mjs";
import { benchAddresses } from "./addresses.mjs";
import { benchDetections } from "./detections.mjs";
import { benchHunt } from "./hunt.mjs";
import { benchInit } from "./init.mjs";
import { benchPreview } from "./preview.mjs";
import { benchReplay } from "./replay.mjs";
import { benchSynth } from "./synth.mjs";

const PARTS = {
  synth: ["Synth: the app against an empty cdktf app, whole processes", benchSynth],
  init: ["Detector: module load against a handler that only imports the SNS client, whole processes", benchInit],
  replay: ["Replay: events a second against JSON.parse of the same lines", benchReplay],
  detections: ["Detections: the ten that take longest to say no to an event that they hear", benchDetections],
  "access-log": [
    "Access logs: lines a second against the documented expression, and the allowlist's rule",
    benchAccessLog,
  ],
  hunt: [
    "Hunts: the cache against DuckDB's count of the same compressed records; hunt=10000000 for more of them",
    benchHunt,
  ],
  preview: ["Preview: a million requests and a thousand networks against JSON.parse of the records", benchPreview],
  addresses: ["Addresses: lookups from text, half of them hits", benchAddresses],
};

const wanted = new Map(process.argv.slice(2).map((argument) => argument.split("=")));
const unknown = [...wanted.keys()].filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  console.error(`no such part: ${unknown.join(", ")}, expected ${Object.keys(PARTS).join(", ")}`);
  process.exit(2);
}
for (const [name, [title, run]] of Object.entries(PARTS)) {
  if (wanted.size > 0 && !wanted.has(name)) continue;
  console.log(title);
  const size = wanted.get(name);
  await (size === undefined ? run() : run(Number(size)));
}
