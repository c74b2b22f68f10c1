import { createColors } from "picocolors";
import { fitProse } from "./paragraph";

test("prose is broken between words, and what belongs to an indented line or an item stays below it", () => {
  expect(fitProse(["one two three", "  - four five six", "  seven eight"], 11)).toEqual([
    "one two",
    "three",
    "  - four",
    "    five",
    "    six",
    "  seven",
    "  eight",
  ]);
});

test("a word that is longer than a line stays whole", () => {
  expect(fitProse(["see https://example.com/a/b for more"], 10)).toEqual([
    "see",
    "https://example.com/a/b",
    "for more",
  ]);
});

test("every line has the colour of its paragraph", () => {
  const { bold } = createColors(true);
  expect(fitProse([{ text: "one two", paint: bold }], 5)).toEqual([bold("one"), bold("two")]);
});

test("without an end of the line nothing is broken", () => {
  expect(fitProse(["  one two"], Number.POSITIVE_INFINITY)).toEqual(["  one two"]);
});
