import { execFileSync, spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const ROOT = path.join(__dirname, "../..");
const RECORDINGS = path.join(ROOT, "examples/ip-blocker/recordings");
const CONFIG = path.join(ROOT, "examples/ip-blocker/palisade.yaml");

describe("the npm package", () => {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "palisade-package-")));
  const installed = path.join(folder, "node_modules/s3-palisade");
  afterAll(() => rmSync(folder, { recursive: true }));

  beforeAll(() => {
    const packed = execFileSync("npm", ["pack", "--workspace", "cli", "--json", "--pack-destination", folder], {
      cwd: ROOT,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    const { filename } = JSON.parse(packed.slice(packed.indexOf("[\n")))[0];
    mkdirSync(installed, { recursive: true });
    execFileSync("tar", ["-xzf", path.join(folder, filename), "-C", installed, "--strip-components", "1"]);
    // As npm would install them from the registry, which a test does not ask.
    for (const name of Object.keys(manifest().dependencies)) {
      const link = path.join(folder, "node_modules", name);
      mkdirSync(path.dirname(link), { recursive: true });
      symlinkSync(path.join(ROOT, "node_modules", name), link);
    }
    mkdirSync(path.join(folder, "work"));
  }, 120_000);

  const manifest = () => JSON.parse(readFileSync(path.join(installed, "package.json"), "utf8"));

  /** Runs the command in a folder with nothing in it, without anything that tells of the clone. */
  const palisade = (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
    const { bin } = manifest();
    return spawnSync(process.execPath, [path.join(installed, bin.palisade), ...args], {
      cwd: path.join(folder, "work"),
      env: { PATH: process.env["PATH"] ?? "", HOME: folder, ...env },
      encoding: "utf8",
    });
  };

  it("is called s3-palisade, brings the command palisade, and needs only what no bundle can hold", () => {
    const { name, bin, dependencies, engines } = manifest();
    expect(name).toBe("s3-palisade");
    expect(Object.keys(bin)).toEqual(["palisade"]);
    expect(Object.keys(dependencies)).toEqual(["@duckdb/node-api", "@ip-location-db/geo-whois-asn-country-mmdb"]);
    expect(engines.node).toBe(JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")).engines.node);
  });

  it("holds the bundles, the schema and the licenses, and no source", () => {
    const files = readdirSync(installed, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.map((entry) => path.relative(installed, path.join(entry.parentPath, entry.name))).sort()).toEqual([
      "README.md",
      "bin/palisade.mjs",
      "dist/LICENSE",
      "dist/THIRD-PARTY-NOTICES.txt",
      "dist/main.js",
      "dist/palisade.schema.json",
      "dist/replay-worker.js",
      "package.json",
    ]);
    expect(readFileSync(path.join(installed, "dist/main.js"), "utf8")).not.toContain(ROOT);
  });

  it("brings the license of every package in its bundles", () => {
    const notices = readFileSync(path.join(installed, "dist/THIRD-PARTY-NOTICES.txt"), "utf8");
    for (const name of ["commander", "hono", "yaml", "zod", "@aws-sdk/client-s3", "ipaddr.js"]) {
      expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\S+ \\((MIT|ISC|Apache-2\\.0)\\)$`, "m"));
    }
    expect(notices).not.toContain("AGPL");
  });

  it("says its version", () => {
    expect(palisade(["--version"])).toMatchObject({ status: 0, stdout: `${manifest().version}\n`, stderr: "" });
  });

  it("replays a recording as the clone does", () => {
    const { status, stdout } = palisade([
      "replay",
      "--config",
      CONFIG,
      "--format",
      "json",
      "--threads",
      "2",
      RECORDINGS,
    ]);
    const clone = execFileSync(
      process.execPath,
      [path.join(ROOT, "cli/bin/palisade.mjs"), "replay", "--config", CONFIG, "--format", "json", RECORDINGS],
      { encoding: "utf8" },
    );
    expect(status).toBe(0);
    expect(stdout).toBe(clone);
  });

  it("lists the detections, and hunts in a recording", () => {
    expect(palisade(["detections"]).stdout).toContain("s3.blocked-outside-allowlist");
    const { status, stdout } = palisade(["hunt", "denied-requests", "--config", CONFIG, RECORDINGS]);
    expect(status).toBe(0);
    expect(stdout).toContain("GetObject");
  });

  it("finds the database of addresses that comes with it", () => {
    const file = path.join(folder, "work/palisade.yaml");
    writeFileSync(file, `${readFileSync(CONFIG, "utf8")}\nenrich: { geo: true }\n`);
    expect(palisade(["config", "check"])).toMatchObject({ status: 0 });
    rmSync(file);
  });

  it("words hints by how it was started, and leads no one to another project's package", () => {
    const hint = (env = {}) => palisade(["hunt", "xyz"], env).stderr;
    expect(hint()).toMatch(/(?<!npx )palisade hunt list shows them all/);
    expect(hint({ npm_command: "exec" })).toContain("npx s3-palisade hunt list shows them all");
  });
});
