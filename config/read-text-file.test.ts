import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readTextFile } from "./read-text-file";

describe("readTextFile", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "palisade-text-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (name: string, content: string | Buffer) => {
    const full = path.join(folder, name);
    writeFileSync(full, content);
    return full;
  };

  it("leaves out the byte order mark that Windows writes", () => {
    expect(readTextFile(file("windows.txt", "\uFEFF203.0.113.0/24\r\n"))).toBe("203.0.113.0/24\r\n");
  });

  it("says of UTF-16, which PowerShell writes, what to save it as", () => {
    const utf16 = Buffer.from("\uFEFFproject: palisade\n", "utf16le");
    expect(() => readTextFile(file("utf16.yaml", utf16))).toThrow("fix: save it as UTF-8");
  });

  it("says what cannot be read, and why", () => {
    expect(() => readTextFile(path.join(folder, "missing.txt"))).toThrow("cannot be read: ENOENT: no such file");
    expect(() => readTextFile(folder)).toThrow("cannot be read: not a regular file");
    expect(() => readTextFile(file("picture.png", Buffer.from([137, 80, 78, 71, 0, 1])))).toThrow(
      "cannot be read: not text",
    );
  });
});
