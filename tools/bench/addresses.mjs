import { createRequire } from "node:module";
import { bundle } from "./bundle.mjs";
import { best, rate } from "./measure.mjs";

const require = createRequire(import.meta.url);

/** Small, repeatable pseudo-random numbers. */
function generator(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % below;
  };
}

/** Address lookups from text, half of them hits, against a linear scan with ipaddr.js. */
export async function benchAddresses() {
  const file = await bundle(
    "addresses",
    'export { AddressSet } from "./engine/perimeter/address-set"; export * as ipaddr from "ipaddr.js";',
  );
  const { AddressSet, ipaddr } = require(file);
  for (const size of [10, 1_000, 100_000]) {
    const next = generator(size);
    const cidrs = Array.from({ length: size }, () => `${1 + next(220)}.${next(256)}.${next(256)}.0/24`);
    const texts = Array.from({ length: 20_000 }, (_, i) =>
      i % 2 === 0
        ? cidrs[next(size)].replace("0/24", String(next(256)))
        : `${1 + next(220)}.${next(256)}.${next(256)}.${next(256)}`,
    );
    const set = AddressSet.of(cidrs);
    const parsed = cidrs.map((cidr) => ipaddr.parseCIDR(cidr));
    const few = texts.slice(0, Math.max(20, Math.min(texts.length, 20_000_000 / size / 20)));
    const rounds = 50;
    const ours = best(() => {
      for (let r = 0; r < rounds; r++) for (const text of texts) set.has(text);
    });
    const linear = best(() => {
      for (const text of few) {
        const address = ipaddr.parse(text);
        parsed.some((range) => address.match(range));
      }
    }, 3);
    const ratio = (texts.length * rounds) / ours / (few.length / linear);
    console.log(
      `  ${String(size).padStart(7)} networks: ${rate(texts.length * rounds, ours)}, ${ratio.toFixed(0)}x ipaddr.js (${rate(few.length, linear)})`,
    );
  }
}
