import fc from "fast-check";
import { AddressSet } from "./address-set";
import { parseCidr } from "./cidr";

describe("parseCidr", () => {
  it.each([
    ["203.0.113.0/24", "203.0.113.0/24"],
    ["203.0.113.7", "203.0.113.7/32"],
    ["203.0.113.7/32", "203.0.113.7/32"],
    ["8.0.0.0/8", "8.0.0.0/8"],
    ["192.0.0.0/8", "192.0.0.0/8"],
    ["2001:DB8:0:0::/32", "2001:db8::/32"],
    ["2001:0db8:0000:0000:0000:0000:0000:0001", "2001:db8::1/128"],
    ["2600::/16", "2600::/16"],
    ["::ffff:203.0.113.7", "203.0.113.7/32"],
    ["::ffff:203.0.113.0/120", "203.0.113.0/24"],
    ["::ffff:cb00:7100/120", "203.0.113.0/24"],
  ])("reads %s as %s", (text, cidr) => expect(parseCidr(text)).toEqual({ cidr }));

  it.each([
    ["", "not an IP address"],
    ["10.5", "not an IP address"],
    ["0x0a000005", "not an IP address"],
    ["167772165", "not an IP address"],
    ["010.0.0.1", "not an IP address"],
    ["203.0.113.256/24", "not an IP address"],
    ["203.0.113.0/24/8", "not an IP address"],
    ["office.example.com", "not an IP address"],
    ["fe80::1%eth0/64", "not an IP address"],
    ["::203.0.113.7", "not an IP address"],
    ["10.0.0.0/33", "no prefix length of IPv4, expected a number up to 32"],
    ["203.0.113.0/", "no prefix length"],
    ["203.0.113.0/024", "no prefix length"],
    ["203.0.113.0/255.255.255.0", "no prefix length"],
    ["203.0.113.0/-1", "no prefix length"],
    ["2001:db8::/129", "no prefix length of IPv6, expected a number up to 128"],
    ["0.0.0.0/0", "the whole internet"],
    ["203.0.113.0/0", "the whole internet"],
    ["::/0", "the whole internet"],
    ["::ffff:0:0/96", "the whole internet"],
    ["::ffff:0:0/95", "wider than all of IPv4"],
    ["128.0.0.0/1", "wider than /8"],
    ["8.0.0.0/7", "wider than /8"],
    ["2000::/3", "wider than /16"],
    ["10.0.0.0/8", "private"],
    ["::ffff:10.0.0.1", "private"],
    ["172.16.0.0/12", "private"],
    ["100.64.0.0/10", "private"],
    ["127.0.0.1", "private"],
    ["fd00::/16", "private"],
    ["::1", "private"],
  ])("refuses %j: %s", (text, problem) => {
    const result = parseCidr(text);
    expect("problem" in result && result.problem).toContain(problem);
  });

  it.each([
    ["203.0.113.5/24", "write 203.0.113.0/24, or 203.0.113.5 for the single address"],
    ["10.0.0.5/24", "write 10.0.0.0/24, or 10.0.0.5 for the single address"],
    ["::ffff:203.0.113.5/120", "write 203.0.113.0/24, or 203.0.113.5 for the single address"],
    ["2001:DB8::5/32", "write 2001:db8::/32, or 2001:db8::5 for the single address"],
  ])("says how to mend the host bits of %s", (text, fix) => {
    expect(parseCidr(text)).toEqual({ problem: "has host bits set", fix });
  });

  it("says where private networks belong", () => {
    expect(parseCidr("10.0.0.0/8")).toMatchObject({ fix: expect.stringContaining("vpcEndpoints") });
  });

  it("never throws, and what it accepts is stable and makes an address set", () => {
    const text = fc.oneof(
      fc
        .tuple(fc.oneof(fc.ipV4(), fc.ipV6()), fc.integer({ min: -1, max: 130 }))
        .map(([ip, prefix]) => `${ip}/${prefix}`),
      fc.oneof(fc.ipV4(), fc.ipV6()),
      fc.string(),
    );
    fc.assert(
      fc.property(text, (input) => {
        const result = parseCidr(input);
        if ("problem" in result) return;
        expect(parseCidr(result.cidr)).toEqual(result);
        const [network = ""] = result.cidr.split("/");
        expect(AddressSet.of([result.cidr]).has(network)).toBe(true);
      }),
      { numRuns: 5_000 },
    );
  });
});
