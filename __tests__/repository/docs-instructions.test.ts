import { readFileSync } from "node:fs";
import path from "node:path";
import { createEngine } from "@palisade/engine/detections/engine/engine";
import { createMemoryStore } from "@palisade/engine/incidents/memory-store";
import { createMemoryStateStore } from "@palisade/engine/incidents/state/create-state-store";
import { createProcessBatch, type QueueBatch } from "@palisade/functions/incidents/process-batch";
import { createRecorder } from "@palisade/functions/incidents/recorder";
import { detectorSettings } from "../../config/derived/detector-settings";
import { loadConfig } from "../../config/load-config";
import { DocsSandbox } from "../../testing/docs-sandbox";
import { fencedBlocks } from "../../testing/markdown-pages";
import { commandLines } from "../../testing/shell-lines";
import { synthText } from "../../testing/synth";

const ROOT = path.join(__dirname, "../..");
const pageOf = (name: string) => readFileSync(path.join(ROOT, "docs", name), "utf8");

describe("docs/operations.md", () => {
  const sandbox = new DocsSandbox();
  afterAll(() => sandbox.remove());

  it("builds a batch that makes the detector alert", async () => {
    const block = fencedBlocks(pageOf("operations.md"), "sh").find((one) => one.includes("aws lambda invoke")) ?? "";
    await sandbox.fill();
    for (const line of commandLines(block)) if (!line.startsWith("aws ")) await sandbox.run(line);
    const alerts: string[] = [];
    const recorder = createRecorder({
      store: createMemoryStore(),
      dedupMinutesOf: () => 60,
      now: Date.now,
      sleep: async () => undefined,
      publish: async ({ match }) => {
        alerts.push(match.detection);
      },
    });
    const handler = createProcessBatch({
      project: "palisade",
      engine: createEngine(detectorSettings(loadConfig(path.join(ROOT, "palisade.yaml")))),
      state: createMemoryStateStore(),
      recorder,
      now: Date.now,
      log: () => undefined,
    });
    expect(block).toContain("--payload file://batch.json");
    expect(await handler(JSON.parse(sandbox.read("batch.json")) as QueueBatch)).toEqual({ batchItemFailures: [] });
    expect(alerts).toEqual(["s3.blocked-outside-allowlist"]);
  });
});

describe("docs/leaving.md", () => {
  const addresses = synthText(`
project: palisade
account: "111122223333"
region: eu-central-1
perimeters:
  a:
    mode: enforce
    buckets: [example-data, { name: example-new, create: true }, { name: other-data, region: us-east-1 }]
    allow: { cidrs: [203.0.113.0/24] }
    existingPolicy: none
    accessLogs: true
alerts: { email: [security@example.com] }
`)
    .perimeter.all()
    .map(({ type, id }) => `${type}.${id}`);
  const [policies, logs] = [...pageOf("leaving.md").matchAll(/grep -E '([^']+)'/g)].map(
    ([, pattern = ""]) => new RegExp(pattern),
  );
  const selected = (pattern: RegExp | undefined) => addresses.filter((address) => pattern?.test(address));

  it("takes the policies of the protected buckets out of the state, and no other", () => {
    expect(selected(policies)).toEqual([
      expect.stringMatching(/^aws_s3_bucket_policy\.bucket-example-data_/),
      expect.stringMatching(/^aws_s3_bucket_policy\.bucket-example-new_/),
      expect.stringMatching(/^aws_s3_bucket_policy\.bucket-other-data_/),
    ]);
  });

  it("takes all of the log buckets out of the state, with the key that the logs are encrypted with", () => {
    const kept = selected(logs);
    expect(kept.filter((address) => address.startsWith("aws_s3_bucket."))).toHaveLength(3);
    expect(kept.filter((address) => address.startsWith("aws_kms_key."))).toHaveLength(1);
    expect(kept.filter((address) => /protected|bucket-|cloudtrail/.test(address))).toEqual([]);
    const rest = addresses.filter((address) => !kept.includes(address) && !/\.bucket-/.test(address));
    expect(rest).toEqual([expect.stringMatching(/^aws_cloudtrail\./)]);
  });
});
