import { baseName, extensionOf } from "./key";

it.each([
  ["reports/2026/a.csv", "a.csv"],
  ["a.csv", "a.csv"],
  ["reports/", undefined],
  ["", undefined],
  [undefined, undefined],
])("the base name of %p is %p", (key, name) => {
  expect(baseName(key)).toBe(name);
});

it.each([
  ["a.csv", "csv"],
  ["a.tar.gz", "gz"],
  [".env", "env"],
  ["README", ""],
  ["a.", ""],
])("the extension of %p is %p", (name, extension) => {
  expect(extensionOf(name)).toBe(extension);
});
