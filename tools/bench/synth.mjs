import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "../build/build.mjs";
import { bundle, root, scratch } from "./bundle.mjs";
import { interleave } from "./measure.mjs";

const bundleApp = (name, contents) => bundle(name, contents, { minifyWhitespace: true, minifySyntax: true });

function configWith(buckets) {
  const names = Array.from({ length: buckets }, (_, i) => `      - palisade-bench-${i}`);
  const file = join(scratch, `palisade-${buckets}.yaml`);
  writeFileSync(
    file,
    `project: bench
account: "111122223333"
region: eu-central-1
perimeters:
  bench:
    mode: enforce
    existingPolicy: none
    buckets:
${names.join("\n")}
    allow:
      cidrs: [203.0.113.0/24]
`,
  );
  return file;
}

const EMPTY_APP =
  'const { App, TerraformStack } = require("cdktf"); const app = new App(); new TerraformStack(app, "empty"); app.synth();';

/** Whole processes: the app as cdktf runs it, which looks first whether it has to build, against an app with one empty stack, compiled as cdktf's template would. */
export async function benchSynth() {
  await build("functions");
  const empty = join(scratch, "empty.cjs");
  writeFileSync(empty, EMPTY_APP);
  const emptyBundle = await bundleApp("empty-bundle", EMPTY_APP);
  const app = join(root, "tools/build/app.mjs");
  const configs = [join(root, "palisade.yaml"), ...[1, 100, 1_000].map(configWith)];
  const labels = ["default palisade.yaml", "1 bucket", "100 buckets", "1,000 buckets"];
  const commands = [
    ...[empty, emptyBundle].map((file) => ({
      args: [file],
      cwd: root,
      env: { CDKTF_OUTDIR: join(scratch, "out-empty") },
    })),
    ...configs.map((config, i) => ({
      args: [app],
      cwd: root,
      env: { PALISADE_CONFIG: config, CDKTF_OUTDIR: join(scratch, `out-${i}`) },
    })),
  ];
  const [floor, bundledFloor, ...times] = interleave(commands, 9);
  console.log(
    `  empty cdktf app: ${floor.toFixed(0)} ms; the same in one file, as this app is: ${bundledFloor.toFixed(0)} ms`,
  );
  times.forEach((time, i) => {
    console.log(
      `  ${labels[i]}: ${time.toFixed(0)} ms, ${(time / floor).toFixed(2)}x the empty app, ${(time / bundledFloor).toFixed(2)}x in one file`,
    );
  });
}
