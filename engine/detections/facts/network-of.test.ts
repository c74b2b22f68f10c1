import { networkOf } from "./network-of";

describe("networkOf", () => {
  it.each([
    ["198.51.100.23", "198.51.0.0/16"],
    ["203.0.113.9", "203.0.0.0/16"],
    ["::ffff:198.51.100.23", "198.51.0.0/16"],
    ["2001:db8:1::9", "2001:db8::/32"],
    ["2001:0DB8:ffff:1::", "2001:db8::/32"],
    ["2a00::1", "2a00:0::/32"],
  ])("puts %s into %s", (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it.each([["AWS Internal"], ["198.51.100.023"], ["30.*.0.210"], [""]])("knows no network of %p", (text) => {
    expect(networkOf(text)).toBeUndefined();
  });
});
