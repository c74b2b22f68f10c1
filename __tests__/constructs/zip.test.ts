import { createHash } from "node:crypto";
import { unzipSync } from "fflate";
import { zip } from "../../stacks/constructs/zip";

describe("a function's zip", () => {
  const files = { "index.js": new Uint8Array([1, 2, 3]), "settings.json": "{}" };

  it("holds each file as it is", () => {
    const back = unzipSync(zip(files));
    expect(Object.keys(back)).toEqual(["index.js", "settings.json"]);
    expect([...(back["index.js"] ?? [])]).toEqual([1, 2, 3]);
  });

  it("has the same bytes on every machine, on every day and in every order", () => {
    const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
    const reordered = { "settings.json": "{}", "index.js": new Uint8Array([1, 2, 3]) };
    expect(sha256(zip(reordered))).toBe(sha256(zip(files)));
    expect(sha256(zip(files))).toBe("2b7784f6f98ae939fc451b0e320769b638559cac9f0d29077cfa580e9d6bb74b");
  });

  it("changes with a file's content", () => {
    expect(zip({ ...files, "settings.json": "[]" })).not.toEqual(zip(files));
  });

  it("lets Lambda read the files: regular, readable by all", () => {
    const bytes = Buffer.from(zip(files));
    const centralHeader = bytes.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    expect(bytes.readUInt32LE(centralHeader + 38) >>> 16).toBe(0o100644);
  });
});
