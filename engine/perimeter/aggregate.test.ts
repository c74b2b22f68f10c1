import fc from "fast-check";
import { AddressSet } from "./address-set";
import { aggregateCidrs } from "./aggregate";

describe("aggregateCidrs", () => {
  it("joins neighbours, drops what is contained, and puts IPv4 before IPv6 in order", () => {
    const cidrs = [
      "2001:db8:1::/48",
      "203.0.113.128/25",
      "2001:db8::/48",
      "9.0.0.1/32",
      "203.0.113.0/25",
      "203.0.113.9/32",
      "192.0.2.7/32",
    ];
    expect(aggregateCidrs(cidrs)).toEqual(["9.0.0.1/32", "192.0.2.7/32", "203.0.113.0/24", "2001:db8::/47"]);
  });

  it("writes single addresses with their prefix length", () => {
    expect(aggregateCidrs(["2001:db8::1/128", "203.0.113.7/32"])).toEqual(["203.0.113.7/32", "2001:db8::1/128"]);
  });

  it("covers the same addresses in whatever order they come", () => {
    const cidr = fc
      .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 24, max: 32 }))
      .map(([last, prefix]) => `203.0.113.${last & (0xff << (32 - prefix)) & 0xff}/${prefix}`);
    fc.assert(
      fc.property(fc.array(cidr, { maxLength: 20 }), (cidrs) => {
        const aggregated = aggregateCidrs(cidrs);
        expect(aggregateCidrs(cidrs.toReversed())).toEqual(aggregated);
        const before = AddressSet.of(cidrs);
        const after = AddressSet.of(aggregated);
        for (let last = 0; last < 256; last++)
          expect(after.has(`203.0.113.${last}`)).toBe(before.has(`203.0.113.${last}`));
      }),
    );
  });
});
