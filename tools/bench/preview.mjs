import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "../build/build.mjs";
import { root, scratch } from "./bundle.mjs";
import { huntCorpusFiles, writeHuntCorpus } from "./hunt-corpus.mjs";
import { interleave } from "./measure.mjs";

const EVENTS = 1_000_000;
const CIDRS = 1_000;
const BUCKETS = ["threatlab-sensitive-data", ...Array.from({ length: 199 }, (_, i) => `example-bucket-${i}`)];

/** One perimeter around two hundred buckets, which lets in a thousand networks that are no neighbours. */
function writeConfig(folder) {
  const cidrs = Array.from({ length: CIDRS }, (_, i) => `${11 + (i % 50)}.${Math.floor(i / 4)}.${(i % 4) * 64}.0/24`);
  const file = join(folder, "palisade.yaml");
  const list = (values) => values.map((value) => `      - ${value}\n`).join("");
  writeFileSync(
    file,
    `project: bench\naccount: "111122223333"\nregion: eu-central-1\nperimeters:\n  bench:\n    mode: observe\n    buckets:\n${list(BUCKETS)}` +
      `    allow:\n      cidrs:\n${list(cidrs).replaceAll("      -", "        -")}alerts: { email: [security@example.com] }\n`,
  );
  return file;
}

const PARSE_ALONE = `
const { gunzipSync } = require("node:zlib");
for (const file of process.argv.slice(1)) {
  for (const line of gunzipSync(require("node:fs").readFileSync(file)).toString().split("\\n")) if (line) JSON.parse(line);
}`;

/** Whole processes, start-up included: nothing but gunzip and JSON.parse, a preview that asks the cache, and one that asked before. */
export async function benchPreview() {
  mkdirSync(scratch, { recursive: true });
  await build("cli");
  const corpus = await writeHuntCorpus(scratch, EVENTS);
  const cache = join(scratch, "preview-cache");
  const command = [join(root, "cli/bin/palisade.mjs"), "preview", "--cache", cache, "--config", writeConfig(scratch)];
  rmSync(cache, { recursive: true, force: true });
  const [first] = interleave([{ args: [...command, corpus], cwd: root }], 1);
  const [folder] = readdirSync(cache).filter((name) => existsSync(join(cache, name, "batches")));
  const forget = () => {
    for (const name of readdirSync(join(cache, folder))) {
      if (name.startsWith("requests-")) rmSync(join(cache, folder, name));
    }
  };
  forget();
  const [asked] = interleave([{ args: command, cwd: root }], 1);
  const [parse, again] = interleave(
    [
      { args: ["-e", PARSE_ALONE, ...huntCorpusFiles(corpus)], cwd: root },
      { args: command, cwd: root },
    ],
    3,
  );
  const ms = (value) => `${Math.round(value)} ms`;
  console.log(`  gunzip and JSON.parse alone, one thread: ${ms(parse)}`);
  console.log(`  first, with building the cache: ${ms(first)}, ${(parse / first).toFixed(2)}x as fast as that`);
  console.log(`  from the cache: ${ms(asked)}, ${(parse / asked).toFixed(1)}x`);
  console.log(`  asked before: ${ms(again)}, ${(parse / again).toFixed(1)}x`);
}
