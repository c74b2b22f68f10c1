import fc from "fast-check";
import { parseAddress } from "../../perimeter/address";
import { AddressSet } from "../../perimeter/address-set";
import { hexRangeOf } from "./networks";

const address = fc.oneof(fc.ipV4(), fc.ipV6(), fc.constantFrom("::ffff:192.0.2.9", "203.0.113.7", "2001:db8::7", "-"));

function hexOf(text: string): string | undefined {
  return parseAddress(text) === undefined ? undefined : hexRangeOf(text)?.low;
}

const network = fc.oneof(
  fc.tuple(fc.ipV4(), fc.integer({ min: 8, max: 32 })).map(([base, prefix]) => `${base}/${prefix}`),
  fc.tuple(fc.ipV6(), fc.integer({ min: 97, max: 128 })).map(([base, prefix]) => `${base}/${prefix}`),
  fc.constantFrom("2001:db8::/32", "203.0.113.0/24", "192.0.2.7", "2001:db8::7", "::ffff:192.0.2.0/120"),
);

describe("hexRangeOf", () => {
  it("says of each address what AddressSet says", () => {
    fc.assert(
      fc.property(fc.array(network, { minLength: 1, maxLength: 8 }), fc.array(address), (cidrs, texts) => {
        const set = AddressSet.of(cidrs);
        const ranges = cidrs.map((cidr) => hexRangeOf(cidr));
        for (const text of [...texts, ...cidrs.map((cidr) => cidr.split("/", 1)[0] as string)]) {
          const hex = hexOf(text);
          const isInside = ranges.some((range) => range && hex !== undefined && range.low <= hex && hex <= range.high);
          expect([text, isInside]).toEqual([text, set.has(text)]);
        }
      }),
    );
  });

  it.each(["", "x", "192.0.2.0/33", "192.0.2.0/08", "2001:db8::/129", "192.0.2.0/24/24", "::ffff:192.0.2.0/90"])(
    "has none for %j",
    (cidr) => expect(hexRangeOf(cidr)).toBeUndefined(),
  );
});
