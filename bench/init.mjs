import { copyFileSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { buildFunctions } from "../functions/build.mjs";
import { bundle, scratch } from "./bundle.mjs";
import { interleave } from "./measure.mjs";

const NAMES = "rules queues functions roles topics tables trails keyAliases logGroups".split(" ");

/** What an ordinary configuration makes of itself: every detection as it is by default. */
const SETTINGS = {
  project: "bench",
  account: "111122223333",
  perimeters: [
    {
      name: "bench",
      mode: "enforce",
      scope: "all",
      buckets: ["bench-bucket"],
      allow: { cidrs: ["203.0.113.0/24"], vpcs: [], vpcEndpoints: [], principals: [], awsServices: true },
    },
  ],
  sids: { bench: "PalisadePerimeter" },
  dedupMinutes: 60,
  detections: {},
  suppressions: [],
  trustedAccounts: [],
  logBuckets: ["bench-logs"],
  decoys: [],
  deployers: [],
  pipeline: Object.fromEntries(NAMES.map((name) => [name, [`bench-${name}`]])),
};

/** A function's folder as it is unpacked: its bundle beside its settings. */
function unpack(name, bundleFile) {
  const file = join(scratch, "functions", name, "index.js");
  mkdirSync(dirname(file), { recursive: true });
  copyFileSync(bundleFile, file);
  writeFileSync(join(dirname(file), "settings.json"), JSON.stringify(SETTINGS));
  return file;
}

/** What a cold start pays for: loading each deployed bundle, against the least that an alerting function can be. */
export async function benchInit() {
  const bundles = await buildFunctions();
  const baseline = await bundle(
    "sns-only",
    'import { SNSClient } from "@aws-sdk/client-sns"; const sns = new SNSClient({}); export const handler = async () => sns.config.region;',
    { minify: true, target: "node22", legalComments: "none" },
  );
  const env = {
    AWS_REGION: "eu-central-1",
    SNS_TOPIC_ARN: "arn:aws:sns:eu-central-1:111122223333:bench",
    INCIDENTS_TABLE: "bench",
  };
  const load = (file) => ({ args: ["-e", `require(${JSON.stringify(file)})`], env });
  const empty = { args: ["-e", "0"], env };
  const names = Object.keys(bundles);
  const [floor, least, ...times] = interleave(
    [empty, load(baseline), ...names.map((name) => load(unpack(name, bundles[name])))],
    21,
  );
  console.log(`  node itself: ${floor.toFixed(1)} ms; SNS client only: ${(least - floor).toFixed(1)} ms more`);
  names.forEach((name, i) => {
    const size = (statSync(bundles[name]).size / 1024).toFixed(0);
    const time = times[i] - floor;
    console.log(`  ${name}: ${time.toFixed(1)} ms more, ${(time / (least - floor)).toFixed(2)}x SNS only, ${size} KB`);
  });
}
