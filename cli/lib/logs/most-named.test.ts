import { mostNamed } from "./most-named";

const lines = (count: number) => Array.from({ length: count }, (_, index) => `${index}.json: not JSON`);

it("lists what is few", () => {
  expect(mostNamed(lines(50))).toEqual(lines(50));
});

it("lists of thousands the first, and says how many more there are", () => {
  expect(mostNamed(lines(7_420))).toEqual([...lines(50), "and 7,370 more like these, not listed"]);
});
