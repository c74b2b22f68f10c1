import { readProblem } from "./read-problem";
import { readTextFile } from "./read-text-file";

it("says in words why a file cannot be read", () => {
  expect(() => readTextFile("no-such.yaml")).toThrow("cannot be read: no such file");
  expect(() => readTextFile("package.json/inner.yaml")).toThrow("cannot be read: no such file");
});

it("leaves out the call and the path of what it has no words for", () => {
  const error = Object.assign(new Error("EIO: i/o error, read 'a, b.yaml'"), { code: "EIO" });
  expect(readProblem(error)).toBe("EIO: i/o error");
});
