import { spawnSync } from "node:child_process";
import { rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { bundle, scratch } from "./bundle.mjs";
import { huntCorpusFiles, writeHuntCorpus } from "./hunt-corpus.mjs";
import { median } from "./measure.mjs";

const ROUNDS = 3;

/** Hunts of the library, as a person asks them; a thousand networks where one needs networks. */
const HUNTS = ["denied-requests", "outside-allowlist", "new-addresses", "top-talkers", "bytes-out", "deletes-per-hour"];
const NETWORKS = Array.from({ length: 1000 }, (_, i) => `${11 + (i % 80)}.${(i * 37) % 256}.${i % 4}.0/24`);

const CODE = `
import { rmSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";
import { buildCache } from "./cli/lib/logs/cache/build-cache";
import { openCache } from "./cli/lib/logs/cache/open-cache";
import { bindHunt, parametersOf } from "./engine/hunts/bind-hunt";
import { HUNTS } from "./engine/hunts/registry";

const [kind, logs, folder, questions] = process.argv.slice(2);
const time = async (run) => {
  const started = process.hrtime.bigint();
  const value = await run();
  return [Number(process.hrtime.bigint() - started) / 1e6, value];
};
const main = {
  count: async () => {
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    const [ms] = await time(() => connection.runAndReadAll("SELECT count(*) FROM read_ndjson_objects('" + logs + "/*.gz')"));
    return { ms };
  },
  build: async () => {
    rmSync(folder, { recursive: true, force: true });
    const [ms, { tables, unreadable }] = await time(() => buildCache({ sources: [logs], folder }));
    if (unreadable.length > 0) throw new Error(JSON.stringify(unreadable));
    return { ms, rows: tables.cloudtrail.rows };
  },
  ask: async () => {
    const [open, cache] = await time(() => openCache(folder));
    const answers = {};
    const { ids, networks } = JSON.parse(questions);
    for (const id of ids) {
      const hunt = HUNTS.find((one) => one.id === id);
      const given = parametersOf(hunt).some(({ name }) => name === "networks") ? { networks } : {};
      const bound = bindHunt(hunt, given, undefined);
      if (bound.kind === "unbound") throw new Error(id + ": " + bound.problems);
      const times = [];
      for (let i = 0; i < 5; i++) times.push((await time(() => cache.query(bound.sql, bound.parameters)))[0]);
      answers[id] = times.sort((a, b) => a - b)[2];
    }
    await cache.close();
    return { open, answers };
  },
};
void main[kind]().then((result) => console.log(JSON.stringify({ ...result, rss: process.resourceUsage().maxRSS / 1024 })));
`;

/** The cache of `palisade hunt`, whole processes, against DuckDB's own count of the records in the same compressed files. */
export async function benchHunt(count = 1_000_000) {
  const script = await bundle("hunt", CODE, { external: ["@duckdb/node-api", "@aws-sdk/*"] });
  const lines = await writeHuntCorpus(scratch, count, "lines");
  const records = await writeHuntCorpus(scratch, count, "records");
  const bytes = huntCorpusFiles(records).reduce((sum, file) => sum + statSync(file).size, 0);
  console.log(`  ${count.toLocaleString("en-US")} events, ${(bytes / 1e6).toFixed(0)} MB of gzip`);
  const folders = { lines: join(scratch, "hunt-cache-lines"), records: join(scratch, "hunt-cache-records") };
  const runs = { count: [], lines: [], records: [], ask: [] };
  for (let round = 0; round < ROUNDS; round++) {
    runs.count.push(run(script, "count", lines));
    runs.lines.push(run(script, "build", lines, folders.lines));
    runs.records.push(run(script, "build", records, folders.records));
  }
  const questions = JSON.stringify({ ids: HUNTS, networks: NETWORKS.join(",") });
  runs.ask.push(run(script, "ask", records, folders.records, questions));
  const baseline = median(runs.count.map(({ ms }) => ms));
  console.log(`  DuckDB counts the lines: ${(baseline / 1000).toFixed(2)} s`);
  for (const form of ["lines", "records"]) {
    const ms = median(runs[form].map((one) => one.ms));
    const rss = Math.max(...runs[form].map((one) => one.rss));
    const what = form === "lines" ? "cache of JSON lines" : "cache of CloudTrail's documents";
    console.log(
      `  ${what}: ${(ms / 1000).toFixed(2)} s, ${(ms / baseline).toFixed(2)}x that, ${rss.toFixed(0)} MB at most`,
    );
  }
  const [{ open, answers, rss }] = runs.ask;
  console.log(`  opening it: ${open.toFixed(0)} ms`);
  for (const [name, ms] of Object.entries(answers)) {
    console.log(`  ${name}: ${ms.toFixed(0)} ms, ${((100 * ms) / baseline).toFixed(1)}% of that`);
  }
  console.log(`  asking all of these: ${rss.toFixed(0)} MB at most`);
  for (const folder of Object.values(folders)) rmSync(folder, { recursive: true, force: true });
}

function run(script, ...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: "utf8" });
  if (status !== 0)
    throw new Error(`${args[0]} ended with ${status}: ${stderr.trim().split("\n").slice(-12).join("\n")}`);
  return JSON.parse(stdout);
}
