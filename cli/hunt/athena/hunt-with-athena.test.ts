import { PassThrough } from "node:stream";
import { parseConfig } from "../../../config/load-config";
import { enforced } from "../../../testing/configurations";
import { askedPartitions, costBefore } from "./asked-partitions";
import { huntWithAthena } from "./hunt-with-athena";
import { createProgressLine } from "./progress-line";
import { gigabytes, money, scanCost } from "./scan-cost";

const GB = 1024 ** 3;
const NOW = Date.parse("2026-03-31T12:00:00Z");

const configOf = (lines: string, change = (text: string) => text) =>
  parseConfig(change(enforced(lines)), "palisade.yaml");

describe("what a query may cost", () => {
  const config = configOf("hunting: {limitGb: 50, accounts: ['222233334444'], regions: [eu-central-1, us-east-1]}");
  const between = (since: string, until: string) =>
    `SELECT 1 FROM cloudtrail WHERE day BETWEEN '${since}' AND '${until}'`;

  it.each([
    [between("2026/03/01", "2026/03/10"), 10],
    [between("2026/03/30", "9999/12/31"), 2],
    [between("2027/01/01", "2027/01/02"), 0],
    [between("2006/03/14", "9999/12/31"), 368],
    ["SELECT 1 FROM cloudtrail", 368],
  ])("is told from the days in %s", (sql, days) => {
    expect(askedPartitions(sql, config, NOW)).toMatchObject({ days, folders: days * 4 });
  });

  it("begins where the table does", () => {
    const since = configOf("hunting: {since: 2026-03-29}");
    expect(askedPartitions(between("2006/03/14", "9999/12/31"), since, NOW).days).toBe(3);
  });

  it("is said in money", () => {
    const asked = askedPartitions(between("2026/03/01", "2026/03/10"), config, NOW);
    expect(costBefore(asked, 50 * GB)).toBe(
      "10 days of 2 accounts in 2 regions: 40 folders; at most $0.24, for the 50 GB at which Athena stops it",
    );
  });

  it("counts buckets where access logs are asked, and says when there are none", () => {
    const sql = "SELECT 1 FROM access_logs WHERE day BETWEEN '2026/03/30' AND '9999/12/31'";
    const logged = configOf("hunting: true", (text) => text.replace("    mode: enforce", "    accessLogs: true"));
    expect(askedPartitions(sql, logged, NOW)).toEqual({ days: 2, places: "1 bucket", folders: 2 });
    expect(() => askedPartitions(sql, config, NOW)).toThrow(/no table of access logs, expected a perimeter with/);
  });

  it.each([
    [0, "$0.00"],
    [1, "less than $0.01"],
    [3 * GB, "$0.01"],
    [1024 * GB, "$5.00"],
    [1_234_567 * GB, "$6,028.16"],
  ])("%d bytes", (bytes, text) => expect(money(scanCost(bytes))).toBe(text));

  it("is charged for ten megabytes at least", () => {
    expect(scanCost(1)).toBe(scanCost(10 * 1024 ** 2));
    expect(scanCost(10 * 1024 ** 2 + 1)).toBeGreaterThan(scanCost(1));
  });

  it.each([
    [0, "0 bytes"],
    [2048, "2 kB"],
    [1.5 * GB, "1.5 GB"],
    [2048 * GB, "2 TB"],
  ])("reads well: %d", (bytes, text) => expect(gigabytes(bytes)).toBe(text));
});

describe("progress", () => {
  const PROGRESS = { queryId: "q-1", state: "running", seconds: 3, scannedBytes: GB, rows: 0 } as const;

  function shown(isTTY: boolean): string {
    const stream = Object.assign(new PassThrough(), { isTTY });
    const line = createProgressLine({ stderr: stream, env: {} });
    line.show({ ...PROGRESS, state: "queued" });
    line.show(PROGRESS);
    line.show({ ...PROGRESS, state: "reading", rows: 1200 });
    line.end();
    line.end();
    return String(stream.read());
  }

  it("is one line that changes, on a terminal", () => {
    const lines = shown(true).split("\r\u001b[K");
    expect(lines).toEqual([
      "query q-1\n",
      "waiting in Athena's queue, 3 s",
      "searching, 3 s, 1 GB read",
      "reading the answer, 1,200 rows",
      "",
    ]);
  });

  it("is the query's id alone anywhere else", () => expect(shown(false)).toBe("query q-1\n"));
});

it("says what is missing where no hunting is configured", async () => {
  const config = parseConfig(enforced(""), "palisade.yaml");
  const query = { sql: "SELECT 1", parameters: [] };
  await expect(huntWithAthena({ config, query, terminal: { stderr: new PassThrough(), env: {} } })).rejects.toThrow(
    /no hunting in the configuration, expected .+ fix: write hunting: true and deploy the stack hunting/,
  );
});
