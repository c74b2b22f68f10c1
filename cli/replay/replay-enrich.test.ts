import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { EnrichConfig } from "../../config/sections/enrich";
import { aMatch } from "../../testing/fixtures/match-fixture";
import { anMmdb } from "../../testing/fixtures/mmdb-fixture";
import { notJudged } from "../lib/not-judged/not-judged";
import { noCounts } from "../lib/not-judged/origin-counts";
import { NO_SCREEN } from "../lib/terminal";
import { foldAlerts } from "./fold-alerts";
import { jsonReport } from "./json-report";
import { createReplayEnrich, enrichAlerts } from "./replay-enrich";
import { routed } from "./routed-alert";
import { tableReport } from "./table-report";

const SUMMARY = { files: 1, read: 2, skipped: 0, matched: 2, alerts: 2, folded: 0, suppressed: 0, stillLearning: [] };

describe("replayed alerts", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "palisade-replay-"));
    writeFileSync(path.join(folder, "geo.mmdb"), anMmdb({ "198.51.100.0/24": { country_code: "DE" } }));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const replayed = async (config?: EnrichConfig) => {
    const matches = [
      aMatch(0, { details: { Policy: "public" }, signedInAs: "alice (source identity)" }),
      aMatch(120, { details: { Policy: "public" } }),
    ];
    const alerts = await enrichAlerts(
      foldAlerts(matches, () => 60),
      createReplayEnrich(config),
    );
    const unjudged = { judged: 2, isAbout: true, notJudged: notJudged(noCounts(), 0), unjudged: [] };
    const routedAlerts = alerts.map((alert) => routed(alert, undefined));
    return {
      alerts: routedAlerts,
      summary: SUMMARY,
      skippedBecause: [],
      unreadable: [],
      stretch: undefined,
      logs: {},
      inputs: [],
      ...unjudged,
    };
  };
  const details = (report: Iterable<string>) =>
    [...report].slice(0, -1).map((line) => (JSON.parse(line) as { details: unknown }).details);

  it("say what deployed ones would, but for tags", async () => {
    const result = await replayed({
      databases: [path.join(folder, "geo.mmdb")],
      networks: { office: ["203.0.113.0/24"] },
      lists: { tor: ["198.51.100.23"] },
      bucketTags: { owner: "Owner", raise: [] },
      firstSeen: true,
    });
    const always = { Policy: "public", "Listed as": "tor", Country: "Germany (DE)" };
    expect(details(jsonReport(result))).toEqual([
      {
        ...always,
        "First seen": "no alert on this caller came from 198.51.0.0/16 before",
        "Signed in as": "alice (source identity)",
      },
      always,
    ]);
    const table = tableReport(result, NO_SCREEN).join("\n");
    expect(table).toContain("Country: Germany (DE)");
    expect(table).not.toContain("Policy");
  });

  it("say who is behind a role whatever is configured", async () => {
    const [first, second] = details(jsonReport(await replayed()));
    expect(first).toEqual({ Policy: "public", "Signed in as": "alice (source identity)" });
    expect(second).toEqual({ Policy: "public" });
  });
});
