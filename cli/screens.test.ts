import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { cloudTrail } from "../testing/fixtures/cloudtrail-fixture";
import { emulatedScreen } from "../testing/fixtures/emulated-screen-fixture";
import { runPalisade } from "./program";

const EXAMPLE = join(__dirname, "../examples/ip-blocker");
const CONFIG = join(EXAMPLE, "palisade.yaml");
const PREVIEW = join(__dirname, "../examples/preview");

const folder = mkdtempSync(join(tmpdir(), "palisade-screens-"));
const cache = join(folder, "cache");
const logs = join(folder, "odd.jsonl");
afterAll(() => rmSync(folder, { recursive: true }));

/** Keys and clients that strangers chose, to break whatever shows them. */
const ODD = [
  "\u001b[31mred\u001b[0m/\u001b]0;title\u0007",
  "報告書/二〇二六年三月/売上高と利益率の推移についての詳細な資料.csv",
  "cafe\u0301/".repeat(20),
  "🏖".repeat(40),
  "\u202egnp.exe",
  "x".repeat(200),
  "उपयोगकर्ता/फ़ाइल",
];

beforeAll(() => {
  const records = ODD.map((key, index) =>
    cloudTrail({
      eventID: `00000000-0000-4000-8000-00000000000${index}`,
      eventTime: `2026-11-20T1${index}:00:00Z`,
      eventName: "GetObject",
      errorCode: "AccessDenied",
      sourceIPAddress: `198.51.100.${index}`,
      userAgent: key,
      requestParameters: { bucketName: "threatlab-sensitive-data", key },
    }),
  );
  writeFileSync(logs, records.map((record) => `${JSON.stringify(record)}\n`).join(""));
});

async function shownBy(args: readonly string[], columns: number, env = {}): Promise<{ out: string; err: string }> {
  const texts = { out: "", err: "" };
  const into = (name: keyof typeof texts) =>
    Object.assign(
      new Writable({
        write: (chunk, _encoding, done) => {
          texts[name] += String(chunk);
          done();
        },
      }),
      { isTTY: true, columns },
    );
  await runPalisade(args, {
    stdin: Object.assign(Readable.from([]), { isTTY: true }),
    stdout: into("out"),
    stderr: into("err"),
    env: { PALISADE_CONFIG: CONFIG, ...env },
  });
  return texts;
}

const COMMANDS: readonly (readonly [string, readonly string[]])[] = [
  ["replay", ["replay", join(EXAMPLE, "recordings"), logs]],
  ["preview", ["preview", "--config", join(PREVIEW, "palisade.yaml"), "--cache", cache, join(PREVIEW, "recordings")]],
  ["a hunt", ["hunt", "denied-requests", "--cache", cache, logs]],
  [
    "SQL",
    ["hunt", "sql", "--cache", cache, logs, "-q", "SELECT eventtime, useragent, requestparameters FROM cloudtrail"],
  ],
  ["the list of hunts", ["hunt", "list", "--all"]],
  ["detections", ["detections"]],
  ["what was understood", ["config", "check"]],
  ["where an alert goes", ["route", "high"]],
  ["cost", ["cost", "--requests", "10M"]],
];

describe.each([60, 80, 120])("on a coloured terminal of %i columns", (columns) => {
  it.each(COMMANDS)("%s shows no table that the terminal had to break", async (_, args) => {
    const { out } = await shownBy(args, columns);
    const screen = await emulatedScreen(out, columns);
    expect(screen.lines.length).toBeGreaterThan(3);
    expect(screen.broken).toEqual([]);
    // Each table's borders are one below the other.
    const rows = screen.columnsOf("│");
    for (const [index, line] of screen.lines.entries()) {
      if (!line.startsWith("│")) continue;
      const above = screen.lines.slice(0, index).findLastIndex((one) => one.startsWith("┌"));
      expect(rows[index]).toEqual(rows[above + 1]);
    }
  });
});

test("nothing of a log acts on the terminal", async () => {
  const { out } = await shownBy(
    ["hunt", "sql", "--cache", cache, logs, "-f", "csv", "-q", "SELECT useragent FROM cloudtrail"],
    80,
  );
  expect(out).toContain("\\u{1b}[31mred");
  expect(out.replace(/\r\n/g, "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});

test.each([
  [{ NO_COLOR: "1" }, false],
  [{ NO_COLOR: "1", FORCE_COLOR: "1" }, false],
  [{ TERM: "dumb" }, false],
  [{ FORCE_COLOR: "0" }, false],
  [{ TERM: "dumb", FORCE_COLOR: "1" }, true],
  [{}, true],
])("with %j colours are there: %s", async (env, isColoured) => {
  const { out } = await shownBy(["replay", join(EXAMPLE, "recordings")], 80, env);
  expect(out.includes("\u001b[")).toBe(isColoured);
});
