import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { enforced } from "../../testing/configurations";
import { anMmdb } from "../../testing/fixtures/mmdb-fixture";
import { enrichmentFiles } from "../derived/enrichment-files";
import { parseConfig } from "../load-config";
import { ConfigError } from "../yaml/config-error";

describe("what alerts are enriched with", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "palisade-enrich-"));
    writeFileSync(path.join(folder, "asn.mmdb"), anMmdb({ "192.0.2.0/24": { asn: "AS64500" } }));
    writeFileSync(path.join(folder, "tor.txt"), "# exits\n192.0.2.1\n2001:db8::1 # one\n198.51.100.7/24\n");
    writeFileSync(path.join(folder, "empty.txt"), "# nothing\n");
    writeFileSync(path.join(folder, "table.csv"), `${"a,b\n".repeat(5)}192.0.2.1\n`);
    writeFileSync(path.join(folder, "huge.mmdb"), "");
    truncateSync(path.join(folder, "huge.mmdb"), 60 * 1024 * 1024);
    writeFileSync(path.join(folder, "long.txt"), "192.0.2.1\n".repeat(200_001));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const enrichOf = (value: string) =>
    parseConfig(enforced(`enrich: ${value}`), path.join(folder, "palisade.yaml")).enrich;
  const problemsOf = (value: string): readonly string[] => {
    try {
      enrichOf(value);
      return [];
    } catch (error) {
      if (error instanceof ConfigError) return error.problems;
      throw error;
    }
  };

  it("is nothing unless asked for", () => {
    expect(parseConfig(enforced(""), "palisade.yaml").enrich).toBeUndefined();
    expect(enrichOf("{}")).toEqual({ databases: [], networks: {}, lists: {}, firstSeen: false });
    expect(enrichOf("{geo: false}")?.databases).toEqual([]);
  });

  it("is all of it", () => {
    const enrich = enrichOf(`
  geo: true
  asn: asn.mmdb
  networks: {office: [203.0.113.0/24, "2001:db8::/32"], vpn: [10.8.0.0/16]}
  lists: {tor: tor.txt}
  bucketTags: {owner: Owner, classification: "data:class", raise: [restricted]}
  firstSeen: true`);
    expect(enrich).toEqual({
      databases: [expect.stringMatching(/\/geo-whois-asn-country\.mmdb$/), path.join(folder, "asn.mmdb")],
      networks: { office: ["203.0.113.0/24", "2001:db8::/32"], vpn: ["10.8.0.0/16"] },
      lists: { tor: ["192.0.2.1", "2001:db8::1", "198.51.100.7/24"] },
      bucketTags: { owner: "Owner", classification: "data:class", raise: ["restricted"] },
      firstSeen: true,
    });
    const files = enrich && enrichmentFiles(enrich);
    expect(files?.settings.databases).toEqual(["addresses-1.mmdb", "addresses-2.mmdb"]);
    expect(files?.databases).toEqual({
      "addresses-1.mmdb": enrich?.databases[0],
      "addresses-2.mmdb": enrich?.databases[1],
    });
  });

  it("takes a database of the user's own for countries", () => {
    expect(enrichOf("{geo: asn.mmdb}")?.databases).toEqual([path.join(folder, "asn.mmdb")]);
  });

  it.each([
    ["{geo: maybe.mmdb}", "enrich.geo: cannot be read: no such file, got"],
    [
      "{geo: tor.txt}",
      'enrich.geo: not a MaxMind database, got "tor.txt", expected a file in MaxMind\'s format (mmdb), fix: ',
    ],
    ["{asn: .}", "enrich.asn: not a regular file"],
    ["{asn: huge.mmdb}", 'enrich.asn: too large for a function, got "huge.mmdb" and with it 60 MB'],
    ["{geo: 7}", "enrich.geo: not a database of addresses, got 7"],
    ["{goe: true}", "enrich.goe: unknown key"],
    ["{networks: {office: [0.0.0.0/0]}}", 'enrich.networks.office.0: not an IP address or network, got "0.0.0.0/0"'],
    ["{networks: {office: [office.example.com]}}", "enrich.networks.office.0: not an IP address or network"],
    ["{networks: {office: 192.0.2.1}}", "enrich.networks.office: not a list"],
    ['{networks: {"off\\nice": [192.0.2.1]}}', "not a name"],
    ["{networks: [192.0.2.1]}", "enrich.networks: not a map of networks"],
    ["{lists: {tor: gone.txt}}", "enrich.lists.tor: cannot be read"],
    ["{lists: {tor: empty.txt}}", "enrich.lists.tor: holds no networks"],
    ["{lists: {tor: long.txt}}", "enrich.lists.tor: holds 200001 networks"],
    ["{lists: {tor: asn.mmdb}}", "enrich.lists.tor: cannot be read: not text"],
    ["{bucketTags: {}}", "enrich.bucketTags: no tag in it"],
    ["{bucketTags: {owner: Owner, raise: [secret]}}", "enrich.bucketTags.raise: without a tag to look at"],
    ['{bucketTags: {owner: ""}}', "enrich.bucketTags.owner: not a tag key"],
    ["{firstSeen: sometimes}", "enrich.firstSeen: not a switch"],
  ])("refuses %s", (value, expected) => {
    const problems = problemsOf(value);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(expected);
  });

  it("shows the first faults of a list, and how many there are", () => {
    const problems = problemsOf("{lists: {tor: table.csv}}");
    expect(problems).toHaveLength(3);
    expect(problems[0]).toContain(
      "table.csv:1:1 enrich.lists.tor: not an IP address or network, as are 4 lines in all",
    );
  });
});
