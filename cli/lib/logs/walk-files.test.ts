import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { findInputs } from "./find-inputs";
import { walkFiles } from "./walk-files";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "palisade-walk-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string) => join(folder, name);
const write = (name: string) => writeFileSync(at(name), "{}\n");

async function walked(...paths: string[]) {
  const { files, unfound, missing } = await walkFiles(paths);
  const named = ({ path, reason }: { path: string; reason: string }) => `${path.slice(folder.length + 1)}: ${reason}`;
  return {
    files: files.map(({ path }) => path.slice(folder.length + 1)),
    unfound: unfound.map(named),
    missing: missing.map(named),
  };
}

describe("walkFiles", () => {
  it("finds what may be logs below a folder by name or content, and no hidden file", async () => {
    mkdirSync(at("b/c"), { recursive: true });
    mkdirSync(at(".git"));
    const named = ["z.json", "b/c/2026-03-01-12-00-00-0123456789ABCDEF", "a.csv", "records.txt", ".DS_Store", ".git/x"];
    for (const name of named) write(name);
    const contents: Readonly<Record<string, string | Buffer>> = {
      "README.md": "# Logs\n\nof the bucket\n",
      "picture.png": Buffer.from([0x89, 0x50, 0, 0, 0]),
      "c.archive": "PK\u0003\u0004",
      "d.export": '2026-03-01T10:05:00.000Z {"eventName":"GetObject"}\n',
      "e.table": "_time,_raw\n",
      "f.wide": Buffer.from('{"eventName":"GetObject"}', "utf16le"),
      "g.packed": gzipSync("x"),
      "h.json": "Dear reader",
    };
    for (const [name, content] of Object.entries(contents)) writeFileSync(at(name), content);
    expect(await walked(folder)).toEqual({
      files: [
        "a.csv",
        "b/c/2026-03-01-12-00-00-0123456789ABCDEF",
        "c.archive",
        "d.export",
        "e.table",
        "f.wide",
        "g.packed",
        "h.json",
        "records.txt",
        "z.json",
      ],
      unfound: [],
      missing: [],
    });
    expect((await walked(at("README.md"))).files).toEqual(["README.md"]);
  });

  it("reads a folder once that links to itself, to its parent and in a circle", async () => {
    mkdirSync(at("one/two"), { recursive: true });
    write("one/two/a.json");
    symlinkSync(".", at("self"));
    symlinkSync("..", at("one/up"));
    symlinkSync("../../one", at("one/two/round"));
    symlinkSync(folder, at("whole.json"));
    expect(await walked(folder)).toEqual({ files: ["one/two/a.json"], unfound: [], missing: [] });
    expect((await walked(folder, at("one"), at("self"))).files).toEqual(["one/two/a.json"]);
  });

  it("follows links to what is elsewhere, and names those that lead nowhere", async () => {
    mkdirSync(at("logs"));
    mkdirSync(at("elsewhere"));
    write("elsewhere/a.json");
    symlinkSync("../elsewhere", at("logs/linked"));
    symlinkSync("gone.json", at("logs/dangling.json"));
    symlinkSync("circle.json", at("logs/circle.json"));
    expect(await walked(at("logs"))).toEqual({
      files: ["logs/linked/a.json"],
      unfound: ["logs/circle.json: a link that leads to itself", "logs/dangling.json: no such file or folder"],
      missing: [],
    });
  });

  it("names a folder without any logs that was asked for, beside others or alone", async () => {
    mkdirSync(at("empty/deeper"), { recursive: true });
    mkdirSync(at("full/empty"), { recursive: true });
    write("full/a.json");
    writeFileSync(at("empty/README.md"), "# None yet\n");
    symlinkSync(".", at("empty/self"));
    expect(await walked(at("full"), at("empty"))).toEqual({
      files: ["full/a.json"],
      unfound: ["empty: a folder without any logs"],
      missing: [],
    });
    expect((await walked(at("empty"))).unfound).toHaveLength(1);
    // What another path led to already, and a file that was named twice, are no empty folders.
    expect((await walked(at("full"), at("full/empty"), at("full/a.json"))).unfound).toEqual([]);
    expect((await walked(at("full/a.json"), at("full"))).unfound).toEqual([]);
  });

  it("tells paths that are not there from what cannot be looked at", async () => {
    write("a.json");
    expect(await walked(at("a.json"), at("typo"), at("a.json/b"))).toEqual({
      files: ["a.json"],
      unfound: [],
      missing: ["typo: no such file or folder", "a.json/b: no such file or folder"],
    });
  });
});

describe("findInputs", () => {
  it("says of an object in S3 how it can be read", async () => {
    const { inputs, unreadable } = await findInputs(["-", "s3://trail-logs/AWSLogs/one.json.gz"]);
    expect(inputs).toEqual([{ path: "-", bytes: 0 }]);
    expect(unreadable).toEqual([
      { path: "s3://trail-logs/AWSLogs/one.json.gz", reason: expect.stringContaining("fix: aws s3 cp") },
    ]);
  });
});
