import { spawnSync } from "node:child_process";
import { rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { bundle, scratch } from "./bundle.mjs";
import { huntCorpusFiles, writeHuntCorpus } from "./hunt-corpus.mjs";
import { median } from "./measure.mjs";

const ROUNDS = 3;

/** What a person waits for: three questions of different kinds, one of them with a thousand networks. */
const QUESTIONS = {
  "refused requests by principal": `SELECT useridentity.sessioncontext.sessionissuer.arn AS who, count(*) AS n FROM cloudtrail
    WHERE errorcode = 'AccessDenied' GROUP BY 1 ORDER BY 2 DESC LIMIT 20`,
  "refused from outside 1,000 networks": `WITH networks(low, high) AS (VALUES NETWORKS),
    seen AS (SELECT sourceipaddress AS address, count(*) AS n FROM cloudtrail WHERE errorcode = 'AccessDenied' GROUP BY 1),
    inside AS (SELECT DISTINCT address FROM seen JOIN networks ON address_hex(address) BETWEEN low AND high)
    SELECT count(*), sum(n) FROM seen ANTI JOIN inside USING (address)`,
  "calls by name and day": "SELECT day, eventname, count(*) AS n FROM cloudtrail GROUP BY ALL ORDER BY ALL",
  "requests by bucket": `SELECT json_extract_scalar(requestparameters, '$.bucketName') AS bucket, count(*) AS n FROM cloudtrail
    GROUP BY 1 ORDER BY 2 DESC`,
};

function networks() {
  const hex = (a, b, c, d) => [a, b, c, d].map((octet) => octet.toString(16).toUpperCase().padStart(2, "0")).join("");
  const rows = Array.from({ length: 1000 }, (_, i) => {
    const [a, b] = [1 + (i % 220), (i * 37) % 256];
    return `('00000000000000000000FFFF${hex(a, b, 0, 0)}', '00000000000000000000FFFF${hex(a, b, 255, 255)}')`;
  });
  return rows.join(", ");
}

const CODE = `
import { rmSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";
import { buildCache } from "../cli/hunt/cache/build-cache";
import { openCache } from "../cli/hunt/cache/open-cache";

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
    for (const [name, sql] of Object.entries(JSON.parse(questions))) {
      const times = [];
      for (let i = 0; i < 5; i++) times.push((await time(() => cache.query(sql)))[0]);
      answers[name] = times.sort((a, b) => a - b)[2];
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
  const questions = JSON.stringify(QUESTIONS).replace("NETWORKS", networks());
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
