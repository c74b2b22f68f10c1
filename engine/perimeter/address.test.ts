import fc from "fast-check";
import * as ipaddr from "ipaddr.js";
import { addressKind, parseAddress } from "./address";

const word = fc.integer({ min: 0, max: 0xffffffff });

const toIpv4Text = (value: number) => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join(".");

/** Text near IPv6: valid forms, and the ways they go wrong. */
const ipv6Like = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom("0", "1", "db8", "ffff", "FFFF", "0a0b") },
      fc.constantFrom("", "12345", "g", "192.0.2.1", "1.2.3", "010.0.0.1"),
    ),
    {
      minLength: 1,
      maxLength: 10,
    },
  )
  .map((groups) => groups.join(":"));

const textLike = fc.string({ unit: fc.constantFrom(..."0123456789abfxABF:./%- "), maxLength: 45 });

/** The strict reading, said with ipaddr.js. */
function readStrictly(text: string): string | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text).toString();
  if (!text.includes(":") || text.includes("%") || !ipaddr.IPv6.isValid(text)) return undefined;
  const tail = text.slice(text.lastIndexOf(":") + 1);
  if (tail.includes(".") && !ipaddr.IPv4.isValidFourPartDecimal(tail)) return undefined;
  return ipaddr.process(text).toNormalizedString();
}

/** ipaddr.js lets `::` stand for no group at all, which RFC 4291 does not, and takes the old form `::192.0.2.1` for IPv4. */
function isReadOtherwise(text: string): boolean {
  const groups = text.split(":").filter((part) => part !== "").length + (text.includes(".") ? 1 : 0);
  return text.includes("::") && (groups >= 8 || /^::[^:]*\./.test(text));
}

function print(text: string): string | undefined {
  const address = parseAddress(text);
  if (address === undefined) return undefined;
  if (address.version === 4) return toIpv4Text(address.value);
  return address.words.flatMap((part) => [part >>> 16, part & 0xffff].map((group) => group.toString(16))).join(":");
}

describe("parseAddress", () => {
  it.each([
    ["192.0.2.1", "192.0.2.1"],
    ["255.255.255.255", "255.255.255.255"],
    ["0.0.0.0", "0.0.0.0"],
    ["::", "0:0:0:0:0:0:0:0"],
    ["::1", "0:0:0:0:0:0:0:1"],
    ["1::", "1:0:0:0:0:0:0:0"],
    ["2001:DB8::00ab", "2001:db8:0:0:0:0:0:ab"],
    ["1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"],
    ["1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"],
    ["1:2:3:4:5:6:192.0.2.1", "1:2:3:4:5:6:c000:201"],
    ["::ffff:192.0.2.1", "192.0.2.1"],
    ["::FFFF:c000:201", "192.0.2.1"],
    ["0:0:0:0:0:ffff:192.0.2.1", "192.0.2.1"],
  ])("reads %s", (text, expected) => expect(print(text)).toBe(expected));

  it.each([
    "",
    "1",
    "10.5",
    "167772165",
    "0x0a000005",
    "0x7f.1",
    "010.0.0.1",
    "1.2.3.4.5",
    "1.2.3",
    "1.2.3.256",
    "1.2.3.",
    ".1.2.3",
    "1..2.3",
    " 192.0.2.1",
    "192.0.2.1 ",
    "192.0.2.1/32",
    "+1.2.3.4",
    "1.2.3.-4",
    "١.2.3.4",
    ":",
    ":::",
    "1:",
    ":1",
    "1::2::3",
    "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9",
    "1:2:3:4:5:6:7::8:9",
    "1:2:3:4:5:6:7:8::",
    "::1:2:3:4:5:6:7:8",
    "12345::",
    "g::",
    "fe80::1%eth0",
    "::1.2.3",
    "::010.0.0.1",
    "1:2:3:4:5:6:7:192.0.2.1",
    "192.0.2.1::",
    "::192.0.2.1:1",
    "s3.amazonaws.com",
    "AWS Internal",
    "AWS Internal/2",
  ])("refuses %j", (text) => expect(parseAddress(text)).toBeUndefined());

  it("reads what ipaddr.js reads strictly, and nothing else", () => {
    const any = fc.oneof(fc.ipV4(), fc.ipV6(), ipv6Like, textLike);
    fc.assert(
      fc.property(any, (text) => {
        fc.pre(!isReadOtherwise(text));
        expect(print(text)).toBe(readStrictly(text));
      }),
      { numRuns: 20_000 },
    );
  });

  it("reads every IPv4 address, bare and mapped", () => {
    fc.assert(
      fc.property(word, (value) => {
        expect(parseAddress(toIpv4Text(value))).toEqual({ version: 4, value });
        expect(parseAddress(`::ffff:${toIpv4Text(value)}`)).toEqual({ version: 4, value });
      }),
    );
  });
});

describe("addressKind", () => {
  it.each([
    ["10.0.0.1", "private"],
    ["172.15.255.255", "public"],
    ["172.16.0.0", "private"],
    ["172.31.255.255", "private"],
    ["172.32.0.0", "public"],
    ["192.168.1.1", "private"],
    ["100.63.255.255", "public"],
    ["100.64.0.1", "private"],
    ["100.127.255.255", "private"],
    ["100.128.0.0", "public"],
    ["127.0.0.1", "private"],
    ["169.254.169.254", "private"],
    ["0.0.0.0", "private"],
    ["198.17.255.255", "public"],
    ["198.18.0.0", "private"],
    ["224.0.0.1", "private"],
    ["255.255.255.255", "private"],
    ["8.8.8.8", "public"],
    ["192.0.2.1", "public"],
    ["198.51.100.1", "public"],
    ["203.0.113.1", "public"],
    ["2001:db8::1", "public"],
    ["2600:1f00::1", "public"],
    ["::", "private"],
    ["::1", "private"],
    ["fc00::1", "private"],
    ["fd12::1", "private"],
    ["fe80::1", "private"],
    ["ff02::1", "private"],
    ["::ffff:10.0.0.1", "private"],
    ["::ffff:8.8.8.8", "public"],
  ])("takes %s for %s", (text, kind) => {
    const address = parseAddress(text);
    expect(address && addressKind(address)).toBe(kind);
  });
});
