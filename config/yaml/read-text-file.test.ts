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

  it("reads UTF-16, which PowerShell writes, in either order of bytes", () => {
    const utf16 = Buffer.from("\uFEFFproject: palisade # büro\r\n", "utf16le");
    expect(readTextFile(file("le.yaml", utf16))).toBe("project: palisade # büro\r\n");
    expect(readTextFile(file("be.yaml", utf16.swap16()))).toBe("project: palisade # büro\r\n");
  });

  it("says what cannot be read, and why", () => {
    expect(() => readTextFile(path.join(folder, "missing.txt"))).toThrow("cannot be read: no such file");
    expect(() => readTextFile(folder)).toThrow("cannot be read: not a regular file");
    expect(() => readTextFile(file("picture.png", Buffer.from([137, 80, 78, 71, 0, 1])))).toThrow(
      "cannot be read: not text",
    );
  });
});
