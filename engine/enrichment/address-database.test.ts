import { readFileSync } from "node:fs";
import { anMmdb } from "../../testing/fixtures/mmdb-fixture";
import { type AddressDatabase, addressDatabaseProblem, openAddressDatabase } from "./address-database";

describe("the database that comes along", () => {
  const path = require.resolve("@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb");
  let database: AddressDatabase;
  beforeAll(() => {
    database = openAddressDatabase(readFileSync(path));
  });

  it.each([
    ["8.8.8.8", "US"],
    ["::ffff:8.8.8.8", "US"],
    ["2001:4860:4860::8888", "US"],
    ["2001:4860:4860:0:0:0:0:8888", "US"],
    ["193.0.6.139", "NL"],
    ["2001:67c:2e8:22::c100:68b", "NL"],
  ])("knows the country of %s", (address, country) => {
    expect(database.find(address)).toEqual({ country });
  });

  it.each(["10.0.0.1", "fe80::1", "192.0.2.1", "s3.amazonaws.com", "AWS Internal", "", "8.8.8.8.8", "::1%eth0"])(
    "says nothing of %p",
    (address) => {
      expect(database.find(address)).toBeUndefined();
    },
  );
});

describe("a database of one's own", () => {
  const database = openAddressDatabase(
    anMmdb({
      "192.0.2.0/24": { autonomous_system_number: 64500, autonomous_system_organization: "Example Org" },
      "198.51.100.0/25": { asn: "AS64501", as_name: "Sample", country: "Germany", country_code: "DE" },
      "198.51.100.128/25": { country: { iso_code: "FR" } },
      "203.0.113.0/24": { country_code: "ZZ", asn: "none" },
    }),
  );

  it.each([
    ["192.0.2.9", { asn: 64500, organization: "Example Org" }],
    ["198.51.100.1", { asn: 64501, organization: "Sample", country: "DE" }],
    ["198.51.100.200", { country: "FR" }],
    ["203.0.113.7", undefined],
    ["8.8.8.8", undefined],
  ])("knows of %s what its maker wrote in whatever words", (address, known) => {
    expect(database.find(address)).toEqual(known);
  });

  it("says nothing of IPv6 where it holds IPv4 only", () => {
    expect(openAddressDatabase(anMmdb({ "0.0.0.0/1": { country_code: "DE" } })).find("2001:db8::1")).toBeUndefined();
  });

  it("finds IPv4 where it holds IPv6", () => {
    const both = openAddressDatabase(anMmdb({ "192.0.2.0/24": { country_code: "DE" } }, 6));
    expect(both.find("192.0.2.1")).toEqual({ country: "DE" });
  });
});

describe("addressDatabaseProblem", () => {
  it.each([
    ["nothing", Buffer.alloc(0)],
    ["text", Buffer.from("192.0.2.0/24,DE\n".repeat(1000))],
    ["the marker alone", Buffer.from("\xab\xcd\xefMaxMind.com", "latin1")],
    ["the end without the beginning", anMmdb({ "192.0.2.0/24": { country_code: "DE" } }).subarray(-150)],
    ["zeros", Buffer.alloc(100_000)],
  ])("refuses %s", (_, bytes) => {
    expect(addressDatabaseProblem(bytes)).toBe("not a MaxMind database");
  });

  it("accepts a database", () => {
    expect(addressDatabaseProblem(anMmdb({ "192.0.2.0/24": { country_code: "DE" } }))).toBeUndefined();
  });
});
