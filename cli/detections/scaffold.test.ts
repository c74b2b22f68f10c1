import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { scaffold } from "./scaffold";

const ROOT = join(__dirname, "../..");
const FOLDER = "engine/detections";

describe("scaffold", () => {
  let copy = "";
  beforeEach(() => {
    copy = mkdtempSync(join(tmpdir(), "palisade-scaffold-"));
  });
  afterEach(() => rmSync(copy, { recursive: true }));

  const registryWith = (text: string): string => {
    const folder = join(copy, "detections");
    mkdirSync(folder);
    writeFileSync(join(folder, "registry.ts"), text);
    writeFileSync(join(folder, "docs.ts"), DOCS);
    return folder;
  };
  const REGISTRY = `import type { Detection } from "./define-detection";
import { s3Middle } from "./s3/middle";

/** Every detection there is. */
export const DETECTIONS: readonly Detection[] = [
  s3Middle,
];

/** On lines of access logs. */
export const ACCESS_LOG_DETECTIONS: readonly AccessLogDetection[] = [
];
`;
  const DOCS = `import { s3MiddleDocs } from "./s3/middle.docs";

export const DETECTION_DOCS = {
  "s3.middle": s3MiddleDocs,
};
`;

  it.each(["s3", "S3.thing", "s3.Thing", "s3.", ".thing", "s3.a.b", "s3/a.b", "../a.b", "s3.a_b", "s3.-a", "", "1s.a"])(
    "refuses %j for an id, and writes nothing",
    (id) => {
      const folder = registryWith(REGISTRY);
      expect(() => scaffold(id, folder)).toThrow(/expected a service and what happens, in lower case/);
      expect(readFileSync(join(folder, "registry.ts"), "utf8")).toBe(REGISTRY);
    },
  );

  it("refuses an id that exists, whether it is registered or only a file", () => {
    const folder = registryWith(REGISTRY);
    expect(() => scaffold("s3.blocked-outside-allowlist", folder)).toThrow(/which exists already/);
    mkdirSync(join(folder, "s3"));
    writeFileSync(join(folder, "s3/middle.test.ts"), "");
    expect(() => scaffold("s3.middle", folder)).toThrow(/middle\.test\.ts exists already/);
    expect(readFileSync(join(folder, "registry.ts"), "utf8")).toBe(REGISTRY);
  });

  it("refuses a folder without registry, or with one that it cannot read", () => {
    expect(() => scaffold("s3.thing", join(copy, "nowhere"))).toThrow(
      /^--into: no .*registry\.ts, expected the folder/,
    );
    const folder = registryWith("export const OTHER = [];\n");
    expect(() => scaffold("s3.thing", folder)).toThrow(/no list of DETECTIONS/);
    writeFileSync(join(folder, "registry.ts"), REGISTRY);
    writeFileSync(join(folder, "docs.ts"), "export const OTHER = {};\n");
    expect(() => scaffold("s3.thing", folder)).toThrow(/no list of DETECTION_DOCS/);
    expect(readFileSync(join(folder, "registry.ts"), "utf8")).toBe(REGISTRY);
  });

  it.each<[string, string]>([
    ["iam.zebra-seen", 'import { iamZebraSeen } from "./iam/zebra-seen";\nimport { s3Middle }'],
    ["s3.zone", 'import { s3Middle } from "./s3/middle";\nimport { s3Zone } from "./s3/zone";\n\n'],
  ])("registers %s in the order of the alphabet", (id, expected) => {
    const folder = registryWith(REGISTRY);
    scaffold(id, folder);
    const text = readFileSync(join(folder, "registry.ts"), "utf8");
    expect(text).toContain(expected);
    expect(text).toMatch(/ {2}s3Middle,\n {2}(iamZebraSeen|s3Zone),\n\];\n/);
    const docs = readFileSync(join(folder, "docs.ts"), "utf8");
    expect(docs).toContain(`  "s3.middle": s3MiddleDocs,\n  "${id}": `);
    expect(docs).toContain(`Docs } from "./${id.replace(".", "/")}.docs";\n`);
  });

  it("registers a detection on access logs among its like", () => {
    const folder = registryWith(REGISTRY);
    scaffold("s3.access-log-odd", folder);
    const text = readFileSync(join(folder, "registry.ts"), "utf8");
    expect(text).toMatch(/AccessLogDetection\[\] = \[\n {2}s3AccessLogOdd,\n\];\n$/);
  });

  it("makes a detection that compiles, and a test that says what is still to be written", () => {
    const isNeeded = (path: string) => !/\.test\.ts$|[\\/](node_modules|dist)$/.test(path);
    for (const room of ["engine", "testing"]) {
      cpSync(join(ROOT, room), join(copy, room), { recursive: true, filter: isNeeded });
    }
    cpSync(join(ROOT, "tsconfig.base.json"), join(copy, "tsconfig.base.json"));
    // Every package as it is, but for the engine, which is the copy.
    mkdirSync(join(copy, "node_modules/@palisade"), { recursive: true });
    symlinkSync(join(copy, "engine"), join(copy, "node_modules/@palisade/engine"));
    for (const name of readdirSync(join(ROOT, "node_modules")).filter((one) => one !== "@palisade")) {
      symlinkSync(join(ROOT, "node_modules", name), join(copy, "node_modules", name));
    }
    for (const id of ["s3.something-odd", "iam.something-odd", "s3.access-log-something-odd"])
      scaffold(id, join(copy, FOLDER));

    const run = (script: string, ...args: readonly string[]) =>
      spawnSync(process.execPath, [join(ROOT, "node_modules", script), ...args], { cwd: copy, encoding: "utf8" });
    const compiled = run("typescript/bin/tsc", "-p", "engine");
    expect(compiled.stdout.split("\n").filter((line) => line.includes("something-odd"))).toEqual([]);

    const transform = {
      "^.+\\.[cm]?[jt]s$": ["@swc/jest", { jsc: { parser: { syntax: "typescript" }, target: "es2022" } }],
    };
    const config = {
      rootDir: copy,
      transform,
      transformIgnorePatterns: ["/node_modules/(?!(cidr-tools|ip-bigint|ip-regex)/)"],
    };
    const tested = run("jest/bin/jest.js", "--config", JSON.stringify(config), "something-odd");
    expect(tested.stderr).toMatch(/● s3\.something-odd › matches TODO: what it must see/);
    expect(tested.stderr).toMatch(/● iam\.something-odd › matches TODO: what it must see/);
    expect(tested.stderr).toMatch(/● s3\.access-log-something-odd › matches TODO: what it must see/);
    expect(tested.stderr).toMatch(/Tests: +3 failed, 6 passed/);
  }, 120_000);
});
