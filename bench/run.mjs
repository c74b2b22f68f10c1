import { benchAccessLog } from "./access-log.mjs";
import { benchAddresses } from "./addresses.mjs";
import { benchDetections } from "./detections.mjs";
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
  preview: ["Preview: a million requests and a thousand networks against JSON.parse of the records", benchPreview],
  addresses: ["Addresses: lookups from text, half of them hits", benchAddresses],
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  console.error(`no such part: ${unknown.join(", ")}, expected ${Object.keys(PARTS).join(", ")}`);
  process.exit(2);
}
for (const [name, [title, run]] of Object.entries(PARTS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(title);
  await run();
}
