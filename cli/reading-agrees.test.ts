import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { gzipSync } from "node:zlib";
import { cloudTrail } from "../testing/fixtures/cloudtrail-fixture";
import { runPalisade } from "./program";

const CONFIG = join(__dirname, "../examples/ip-blocker/palisade.yaml");
const RECORD = JSON.stringify(
  cloudTrail({
    errorCode: "AccessDenied",
    sourceIPAddress: "198.51.100.23",
    requestParameters: { bucketName: "threatlab-sensitive-data", key: "a" },
  }),
);

async function palisade(...args: string[]) {
  const texts: string[] = [];
  const into = new Writable({
    write: (chunk, _encoding, done) => {
      texts.push(String(chunk));
      done();
    },
  });
  const output = Object.assign(into, { isTTY: false });
  const stdin = Object.assign(Readable.from([]), { isTTY: false });
  const status = await runPalisade(args, { stdin, stdout: output, stderr: output, env: {} });
  return { status, text: texts.join("") };
}

describe("commands that read logs", () => {
  const folder = mkdtempSync(join(tmpdir(), "palisade-reading-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  const commands: Readonly<Record<string, (path: string) => readonly string[]>> = {
    replay: (path) => ["replay", "-c", CONFIG, path],
    hunt: (path) => ["hunt", "denied-requests", "--cache", join(folder, "cache"), path],
    preview: (path) => ["preview", "-c", CONFIG, "--cache", join(folder, "cache"), path],
    "detections test": (path) => ["detections", "test", "-c", CONFIG, path],
    wrap: (path) => ["wrap", path],
  };

  const write = (name: string, content: string | Buffer | undefined) => {
    const path = join(folder, name);
    if (content === undefined) mkdirSync(path);
    else writeFileSync(path, content);
    return path;
  };

  it("end alike on a path that does not exist, which is no input at all", async () => {
    for (const [command, args] of Object.entries(commands)) {
      const run = await palisade(...args(join(folder, "mistyped.json")));
      expect({ command, ...run }).toEqual({
        command,
        status: 2,
        text: expect.stringContaining("mistyped.json: no such file or folder"),
      });
    }
  });

  it.each<[name: string, content: string | Buffer | undefined, status: number, said: string]>([
    ["a record in UTF-16", Buffer.from(`\ufeff${RECORD}`, "utf16le"), 0, ""],
    ["an export of CloudWatch Logs", gzipSync(`2026-03-01T10:05:00.000Z ${RECORD}\n`), 0, ""],
    ["gzip with zeros behind its end", Buffer.concat([gzipSync(RECORD), Buffer.alloc(3)]), 0, ""],
    ["gzip with text behind its end", Buffer.concat([gzipSync(RECORD), Buffer.from("more")]), 1, "behind the end"],
    ["noise", Buffer.from([7, 0, 200, 13, 0, 0, 1, 255]), 1, "not text"],
    ["a letter", "Dear reader,\n\nall is well.\n", 1, "not JSON"],
    [
      "a zip archive",
      Buffer.from("PK\u0003\u0004\u0014\0"),
      1,
      "a zip archive, which is not read here: unpack it first",
    ],
    ["an unknown shape", '{"hello":"world"}', 1, "no eventName"],
    ["an empty file", "", 1, ""],
    ["an empty folder", undefined, 2, "folder"],
  ])("end alike on %s", async (name, content, status, said) => {
    const path = write(name.replaceAll(" ", "-"), content);
    for (const [command, args] of Object.entries(commands)) {
      const run = await palisade(...args(path));
      expect({ command, status: run.status, text: run.text }).toEqual({
        command,
        status,
        text: expect.stringContaining(said),
      });
    }
  });
});
