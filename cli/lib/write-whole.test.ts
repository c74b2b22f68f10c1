import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cannotWrite, writeProblem } from "./write-problem";
import { writeWhole } from "./write-whole";

const folder = mkdtempSync(join(tmpdir(), "palisade-write-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("a file is replaced, and a link goes on to point to it", () => {
  const [file, link] = [join(folder, "a.csv"), join(folder, "link.csv")];
  writeFileSync(file, "before");
  symlinkSync(file, link);
  writeWhole(link, "after");
  expect(readFileSync(file, "utf8")).toBe("after");
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
});

test("a device stays one", () => {
  writeWhole("/dev/null", "x");
  expect(lstatSync("/dev/null").isCharacterDevice()).toBe(true);
});

test("what cannot be written leaves nothing half, and says why", () => {
  mkdirSync(join(folder, "taken"));
  const before = readdirSync(folder);
  const problemOf = (file: string) => {
    try {
      writeWhole(file, "x");
      return "written";
    } catch (error) {
      return cannotWrite("--output", file, error).message;
    }
  };
  expect(problemOf(join(folder, "taken"))).toMatch(/^--output: cannot write .+taken: it is a folder, fix: /);
  expect(problemOf(join(folder, "nowhere/a"))).toContain("its folder does not exist");
  expect(problemOf(join(folder, "a.csv/b"))).toContain("a part of its path is no folder");
  expect(readdirSync(folder)).toEqual(before);
});

test.each([
  [Object.assign(new Error("write"), { code: "ENOSPC" }), "the disk is full"],
  [new Error('IO Error: Could not write file "x": No space left on device'), "the disk is full"],
  [new Error('IO Error: Cannot open file "x": Permission denied'), "no permission"],
  [Object.assign(new Error("x"), { code: "EROFS" }), "the file system is read-only"],
  [new TypeError("x is not a function"), undefined],
])("%s is known for what it is", (error, problem) => expect(writeProblem(error)).toBe(problem));
