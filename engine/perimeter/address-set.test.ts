import fc from "fast-check";
import { AddressSet } from "./address-set";
import { aggregateCidrs } from "./aggregate";

interface Network {
  readonly version: 4 | 6;
  readonly base: bigint;
  readonly prefix: number;
}

const bitsOf = (version: 4 | 6) => (version === 4 ? 32 : 128);

/** Few distinct bits, so that networks overlap, touch and contain each other. */
const network = (version: 4 | 6): fc.Arbitrary<Network> =>
  fc
    .record({
      prefix: fc.integer({ min: 0, max: bitsOf(version) }),
      high: fc.bigInt({ min: 0n, max: 7n }),
      low: fc.bigInt({ min: 0n, max: 255n }),
    })
    .map(({ prefix, high, low }) => {
      const bits = BigInt(bitsOf(version));
      const hosts = (1n << (bits - BigInt(prefix))) - 1n;
      return { version, prefix, base: ((high << (bits - 3n)) | low) & ~hosts };
    });

function print(version: 4 | 6, value: bigint): string {
  const [size, mask, separator, radix] =
    version === 4 ? ([8n, 255n, ".", 10] as const) : ([16n, 0xffffn, ":", 16] as const);
  const parts: string[] = [];
  for (let shift = BigInt(bitsOf(version)) - size; shift >= 0n; shift -= size) {
    parts.push(((value >> shift) & mask).toString(radix));
  }
  return parts.join(separator);
}

const printNetwork = ({ version, base, prefix }: Network) => `${print(version, base)}/${prefix}`;

function contains(network: Network, version: 4 | 6, value: bigint): boolean {
  const hosts = BigInt(bitsOf(version) - network.prefix);
  return network.version === version && value >> hosts === network.base >> hosts;
}

const isMapped = (version: 4 | 6, value: bigint) => version === 6 && value >> 32n === 0xffffn;

/** The addresses at and around both ends of each network. */
function edgesOf(
  networks: readonly Network[],
  offsets: readonly bigint[],
): readonly { version: 4 | 6; value: bigint }[] {
  return networks.flatMap(({ version, base, prefix }) => {
    const last = base | ((1n << BigInt(bitsOf(version) - prefix)) - 1n);
    return [base, last]
      .flatMap((end) => offsets.map((offset) => ({ version, value: end + offset })))
      .filter(({ value }) => value >= 0n && value >> BigInt(bitsOf(version)) === 0n && !isMapped(version, value));
  });
}

describe("AddressSet", () => {
  it("holds a network exactly when it adds no address", () => {
    const some = fc.oneof(network(4), network(6)).filter(({ version, base }) => !isMapped(version, base));
    fc.assert(
      fc.property(fc.array(some, { maxLength: 12 }), some, (networks, other) => {
        const own = networks.map(printNetwork);
        const addsNone = aggregateCidrs([...own, printNetwork(other)]).join() === aggregateCidrs(own).join();
        expect(AddressSet.of(own).hasNetwork(printNetwork(other))).toBe(addsNone);
      }),
    );
    expect(AddressSet.of(["203.0.113.0/24"]).hasNetwork("::ffff:203.0.113.7/128")).toBe(true);
    expect(AddressSet.of(["203.0.113.0/24"]).hasNetwork("no network")).toBe(false);
  });

  it("holds an address exactly when one of the networks does", () => {
    const networks = fc.array(fc.oneof(network(4), network(6)), { maxLength: 12 });
    fc.assert(
      fc.property(
        networks,
        fc.array(fc.bigInt({ min: -2n, max: 2n }), { minLength: 3, maxLength: 3 }),
        (all, offsets) => {
          const set = AddressSet.of(all.map(printNetwork));
          const wrong = edgesOf(all, offsets).filter(
            ({ version, value }) => set.has(print(version, value)) !== all.some((one) => contains(one, version, value)),
          );
          expect(wrong).toEqual([]);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it("holds the right addresses among hundreds of networks", () => {
    const scattered = fc
      .record({ value: fc.bigInt({ min: 0n, max: 0xffffffffn }), prefix: fc.integer({ min: 4, max: 32 }) })
      .map(({ value, prefix }): Network => {
        const hosts = BigInt(32 - prefix);
        return { version: 4, prefix, base: (value >> hosts) << hosts };
      });
    fc.assert(
      fc.property(fc.array(scattered, { minLength: 300, maxLength: 400, size: "max" }), (all) => {
        const narrow = all.filter(({ prefix }) => prefix > 12);
        const set = AddressSet.of(narrow.map(printNetwork));
        const wrong = edgesOf(all, [-1n, 0n, 1n]).filter(
          ({ value }) => set.has(print(4, value)) !== narrow.some((one) => contains(one, 4, value)),
        );
        expect(wrong).toEqual([]);
      }),
      { numRuns: 10 },
    );
  });

  it("joins networks that overlap or touch", () => {
    expect(
      AddressSet.of(["203.0.113.0/25", "203.0.113.128/25", "203.0.113.7/32", "2001:db8::/33", "2001:db8:8000::/33"])
        .size,
    ).toBe(2);
  });

  it("keeps the families apart", () => {
    const ipv4 = AddressSet.of(["0.0.0.0/0"]);
    const ipv6 = AddressSet.of(["::/0"]);
    expect([ipv4.has("2001:db8::1"), ipv4.has("::1"), ipv6.has("192.0.2.1")]).toEqual([false, false, false]);
    expect([ipv4.has("255.255.255.255"), ipv6.has("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]).toEqual([true, true]);
  });

  it("takes an IPv4-mapped address for the IPv4 address", () => {
    const set = AddressSet.of(["203.0.113.0/24"]);
    expect([set.has("::ffff:203.0.113.9"), set.has("::ffff:cb00:7109"), set.has("::ffff:203.0.114.9")]).toEqual([
      true,
      true,
      false,
    ]);
    expect(AddressSet.of(["::ffff:203.0.113.0/120"]).has("203.0.113.9")).toBe(true);
  });

  it("is empty without networks", () => {
    const set = AddressSet.of([]);
    expect([set.size, set.has("0.0.0.0"), set.has("::")]).toEqual([0, false, false]);
  });

  it.each(["", "s3.amazonaws.com", "AWS Internal", "203.0.113.5/32", "203.0.113", "203.0.113.05", "2001:db8::1%eth0"])(
    "does not hold %j, which is no address",
    (text) => expect(AddressSet.of(["0.0.0.0/0", "::/0"]).has(text)).toBe(false),
  );

  it.each([
    "",
    "/",
    "203.0.113.0/",
    "203.0.113.0/33",
    "203.0.113.0/-1",
    "203.0.113.0/08",
    "203.0.113.0/0x8",
    "203.0.113.0/1e1",
    "203.0.113/24",
    "2001:db8::/129",
    "example.com/24",
  ])("throws on %j, which is no network", (text) =>
    expect(() => AddressSet.of([text])).toThrow("expected a canonical CIDR"),
  );
});
