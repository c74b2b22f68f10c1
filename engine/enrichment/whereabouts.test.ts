import { aMatch } from "../../testing/fixtures/match-fixture";
import { anMmdb } from "../../testing/fixtures/mmdb-fixture";
import { openAddressDatabase } from "./address-database";
import { createWhereabouts } from "./whereabouts";

const countries = openAddressDatabase(anMmdb({ "198.51.100.0/24": { country_code: "DE" } }));
const networks = openAddressDatabase(
  anMmdb({ "198.51.100.0/24": { country_code: "FR", asn: "AS64500", as_name: "Example Org" } }),
);
const enricher = createWhereabouts(async () => [countries, networks]);

it("says country and network, of several databases what the first knows", async () => {
  expect(await enricher.enrich(aMatch())).toEqual({
    rows: [
      { label: "Country", value: "Germany (DE)" },
      { label: "Network", value: "AS64500 Example Org" },
    ],
  });
});

it.each([undefined, "192.0.2.1", "AWS Internal"])("says nothing where the source is %s", async (sourceIp) => {
  const { sourceIp: _, ...match } = aMatch();
  expect(await enricher.enrich({ ...match, ...(sourceIp && { sourceIp }) })).toEqual({ rows: [] });
});

it("opens the databases once, and only for an address", async () => {
  const open = jest.fn(async () => [countries]);
  const lazy = createWhereabouts(open);
  const { sourceIp: _, ...nowhere } = aMatch();
  await lazy.enrich(nowhere);
  expect(open).not.toHaveBeenCalled();
  await Promise.all([lazy.enrich(aMatch()), lazy.enrich(aMatch())]);
  expect(open).toHaveBeenCalledTimes(1);
});

it("says of several addresses where all of them are", async () => {
  const two = openAddressDatabase(
    anMmdb({ "198.51.100.0/25": { country_code: "DE" }, "198.51.100.128/25": { country_code: "FR" } }),
  );
  const sourceIps = ["198.51.100.1", "198.51.100.2", "198.51.100.200", "192.0.2.1"];
  expect(await createWhereabouts(async () => [two]).enrich(aMatch(0, { sourceIps }))).toEqual({
    rows: [{ label: "Country", value: "Germany (DE), France (FR)" }],
  });
});
