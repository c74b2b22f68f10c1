import { aMatch } from "../../testing/fixtures/match-fixture";
import { createNamedNetworks, isNetwork } from "./named-networks";

const known = createNamedNetworks("Known as", {
  office: ["203.0.113.0/24", "2001:db8::/32"],
  vpn: ["203.0.113.128/25", "10.8.0.0/16"],
});

it.each([
  ["203.0.113.7", "office"],
  ["203.0.113.200", "office, vpn"],
  ["2001:db8:1::2", "office"],
  ["10.8.1.2", "vpn"],
])("names the networks of %s", async (sourceIp, value) => {
  expect(await known.enrich(aMatch(0, { sourceIp }))).toEqual({ rows: [{ label: "Known as", value }] });
});

it("says of several addresses which of them it knows", async () => {
  const sourceIps = ["198.51.100.1", "203.0.113.7", "203.0.113.200"];
  expect(await known.enrich(aMatch(0, { sourceIps }))).toEqual({
    rows: [{ label: "Known as", value: "office (203.0.113.7, 203.0.113.200), vpn (203.0.113.200)" }],
  });
});

it.each(["198.51.100.1", "AWS Internal", ""])("says nothing of %p", async (sourceIp) => {
  expect(await known.enrich(aMatch(0, { sourceIp }))).toEqual({ rows: [] });
});

it("says nothing without an address", async () => {
  const { sourceIp: _, ...match } = aMatch();
  expect(await known.enrich(match)).toEqual({ rows: [] });
});

it.each(["203.0.113.0/24", "10.0.0.0/8", "192.0.2.1", "192.0.2.77/24", "2001:db8::/32", "2001:db8::1"])(
  "takes %s for a network",
  (text) => {
    expect(isNetwork(text)).toBe(true);
  },
);

it.each(["", "office", "0.0.0.0/0", "::/0", "192.0.2.0/33", "192.0.2", "192.0.2.0/24,DE", "010.0.0.1"])(
  "takes %p for none",
  (text) => {
    expect(isNetwork(text)).toBe(false);
  },
);
