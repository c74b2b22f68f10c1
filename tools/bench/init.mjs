import { cpSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { build } from "../build/build.mjs";
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
  alarmPrefix: "bench",
  deadLetterQueues: [],
  pipeline: Object.fromEntries(NAMES.map((name) => [name, [`bench-${name}`]])),
};

/** Of a channel. */
const NOTIFIER_SETTINGS = {
  project: "bench",
  name: "slack",
  channel: { kind: "slack", webhook: "ssm:/bench/slack" },
  rateCap: 60,
};

/** A function's folder as it is unpacked: its bundle beside its settings. */
function unpack(name, bundleFile) {
  const file = join(scratch, "functions", name, "index.js");
  cpSync(dirname(bundleFile), dirname(file), { recursive: true });
  writeFileSync(
    join(dirname(file), "settings.json"),
    JSON.stringify(name === "notifier" ? NOTIFIER_SETTINGS : SETTINGS),
  );
  return file;
}

/** What a cold start pays for: loading each deployed bundle, against the least that an alerting function can be. */
export async function benchInit() {
  const bundles = await build("functions");
  const options = { minify: true, target: "node22", legalComments: "none" };
  const snsOnly = await bundle(
    "sns-only",
    'import { SNSClient } from "@aws-sdk/client-sns"; const sns = new SNSClient({}); export const handler = async () => sns.config.region;',
    options,
  );
  const sqsAndSsm = await bundle(
    "sqs-and-ssm",
    'import { SQSClient } from "@aws-sdk/client-sqs"; import { SSMClient } from "@aws-sdk/client-ssm"; const clients = [new SQSClient({}), new SSMClient({})]; export const handler = async () => clients.map((client) => client.config.region);',
    options,
  );
  const env = {
    AWS_REGION: "eu-central-1",
    SNS_TOPIC_ARN: "arn:aws:sns:eu-central-1:111122223333:bench",
    INCIDENTS_TABLE: "bench",
    QUEUE_URL: "https://sqs.eu-central-1.amazonaws.com/111122223333/bench",
    DEAD_LETTER_QUEUE_URL: "https://sqs.eu-central-1.amazonaws.com/111122223333/bench-dead",
  };
  const load = (file) => ({ args: ["-e", `require(${JSON.stringify(file)})`], env });
  const empty = { args: ["-e", "0"], env };
  const names = Object.keys(bundles).map((entry) => dirname(entry));
  const [floor, sns, both, ...times] = interleave(
    [empty, load(snsOnly), load(sqsAndSsm), ...names.map((name) => load(unpack(name, bundles[`${name}/index`])))],
    21,
  );
  const more = (time) => (time - floor).toFixed(1);
  console.log(
    `  node itself: ${floor.toFixed(1)} ms; SNS client only: ${more(sns)} ms more; SQS and SSM: ${more(both)} ms more`,
  );
  names.forEach((name, i) => {
    const size = (statSync(bundles[`${name}/index`]).size / 1024).toFixed(0);
    const [least, what] = name === "notifier" ? [both, "SQS and SSM"] : [sns, "SNS only"];
    const ratio = ((times[i] - floor) / (least - floor)).toFixed(2);
    console.log(`  ${name}: ${more(times[i])} ms more, ${ratio}x ${what}, ${size} KB`);
  });
}
