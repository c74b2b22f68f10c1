import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { emailText } from "@palisade/engine/alerts/text/email";
import type { EnrichmentSettings } from "@palisade/engine/enrichment/enrichment-settings";
import { createMemoryStateStore } from "@palisade/engine/incidents/state/create-state-store";
import { anAlert } from "../../testing/fixtures/alert-fixture";
import { anMmdb } from "../../testing/fixtures/mmdb-fixture";
import { createDeployedEnrich } from "./deployed-enrich";

const ALL: EnrichmentSettings = {
  databases: ["geo.mmdb"],
  networks: { office: ["203.0.113.0/24"] },
  lists: { tor: ["198.51.100.23"] },
  firstSeen: true,
};

describe("a function's enrichment", () => {
  let folder = "";
  const log = jest.fn();
  beforeEach(() => {
    log.mockClear();
    folder = mkdtempSync(join(tmpdir(), "enrichment-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (settings: EnrichmentSettings, database: Buffer) => {
    writeFileSync(join(folder, "enrichment.json"), JSON.stringify(settings));
    writeFileSync(join(folder, "geo.mmdb"), database);
  };
  const enrich = () =>
    createDeployedEnrich({ folder, account: "111122223333", state: createMemoryStateStore(), log, now: () => 0 });

  it("is what the files beside the bundle say, and stands in the e-mail", async () => {
    write(ALL, anMmdb({ "198.51.100.0/24": { country_code: "DE", asn: "AS64500", as_name: "evil.example.com" } }));
    const alert = await enrich()(anAlert({ signedInAs: "alice (source identity)" }));
    expect(alert.match.details).toEqual({
      "Listed as": "tor",
      Country: "Germany (DE)",
      Network: "AS64500 evil.example.com",
      "First seen": "no alert on this caller came from 198.51.0.0/16 before",
      "Signed in as": "alice (source identity)",
    });
    const text = emailText({ ...anAlert(), ...alert });
    expect(text).toContain("Country:      Germany (DE)");
    expect(text).toContain("Network:      AS64500 evil[.]example[.]com");
  });

  it("is who signed in alone without such files", async () => {
    const alert = anAlert();
    expect(await enrich()(alert)).toBe(alert);
    const { match } = await enrich()(anAlert({ signedInAs: "alice (source identity)" }));
    expect(match.details).toEqual({ "Signed in as": "alice (source identity)" });
  });

  it("goes without a database that is none, with one line in the log", async () => {
    write({ ...ALL, firstSeen: false }, Buffer.from("no database"));
    const one = enrich();
    expect((await one(anAlert())).match.details).toEqual({ "Listed as": "tor" });
    await one(anAlert());
    expect(log.mock.calls.map(([level, message]) => [level, message])).toEqual([
      ["WARN", "database of addresses left out"],
    ]);
  });

  it("goes without settings that cannot be read", async () => {
    writeFileSync(join(folder, "enrichment.json"), "{");
    const alert = anAlert();
    expect(await enrich()(alert)).toBe(alert);
    expect(log).toHaveBeenCalledWith("WARN", "enrichment cannot be read", { error: "SyntaxError" });
  });
});
